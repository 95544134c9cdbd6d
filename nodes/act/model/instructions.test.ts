import { expect, test } from 'vitest';
import { prefixOf } from './instructions.ts';

const tool = (name: string) => ({ name, description: `Does ${name}. More.`, parameters: { type: 'object' } });
function prefix(whys: readonly string[], ruleTokens = 100) {
  const policy = { version: 'v1', whys };
  const of = prefixOf(
    {
      author: ' You serve. ',
      tools: [tool('look'), tool('pay')],
      engineTools: [tool('open_intent')],
      ruleTokens,
    },
    {
      judge: {
        version: () => policy.version,
        inWords: (tools) => policy.whys.map((why, index) => ({ rule: `${tools.join()}${index}`, why })),
      },
      countTokens: (text) => text.split(' ').length,
    },
  );
  return { of, policy };
}

test('the author comes first, then how the engine works, then the rules; tools are short', () => {
  const { instructions, tools } = prefix(['Only open bills.']).of();
  expect(instructions.startsWith('You serve.\n\n- An answer may')).toBe(true);
  expect(instructions.endsWith('- Only open bills.')).toBe(true);
  expect(tools.map(({ description }) => description)).toEqual([
    'Does look.',
    'Does pay.',
    'Does open_intent. More.',
  ]);
});

test('it is the same until the policy is another one', () => {
  const { of, policy } = prefix(['Only open bills.']);
  const first = of();
  expect(of()).toBe(first);
  policy.version = 'v2';
  expect(of()).toEqual(first);
  policy.version = 'v3';
  policy.whys = ['Only paid bills.'];
  expect(of().version).not.toBe(first.version);
});

test('rules that do not fit their budget are left out whole', () => {
  const { instructions } = prefix(['one two', 'three four five six seven', 'eight'], 6).of();
  expect(instructions).toContain('- one two\n- eight');
  expect(instructions).not.toContain('three');
});

test('without rules nothing is said of them', () => {
  expect(prefix([]).of().instructions).not.toContain('Rules that');
});
