import { expect, test } from 'vitest';
import { attributeName, ListAttribute } from './list-attribute.ts';
import { Slot } from './slot.ts';

const problems = (declared: object) =>
  (ListAttribute.safeParse({ value: '{x}', ...declared }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

test.each<[object, readonly string[]]>([
  [{ type: 'money', currency: 'USD', unit: 'cents' }, []],
  [{ type: 'money' }, ['type: needs `currency`, because its type is `money`']],
  [
    { type: 'time', currency: 'USD' },
    ['currency: means something only with `type: money`, and this attribute is `time`'],
  ],
  [
    { type: 'time', means: { noon: ['noon'] } },
    ['means: means something only with `type: integer` or `text`'],
  ],
  [{ type: 'integer', means: { none: ['nonstop'] } }, ['means.none: must be an integer']],
  [{ type: 'integer', means: { '0': ['nonstop'] } }, []],
  [{ type: 'text', means: { red_eye: ['overnight'] } }, []],
])('%j', (declared, expected) => {
  expect(problems(declared)).toEqual(expected);
});

test('a list of which several are chosen has no attributes', () => {
  const from = {
    list: '{a}',
    value: '{b}',
    label: '{b}',
    attributes: { at: { value: '{c}', type: 'time' } },
  };
  const parse = (more: object) =>
    Slot.safeParse({ type: 'option', ask: 'Which?', from: { ...from, ...more } });
  expect(parse({}).success).toBe(true);
  expect(parse({ many: true }).error?.issues[0]).toMatchObject({ path: ['from', 'attributes'] });
  expect(parse({ attributes: {} }).success).toBe(false);
});

test('a name for people has spaces', () => {
  expect(attributeName('departure_time')).toBe('departure time');
});
