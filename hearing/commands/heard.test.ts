import { expect, test } from 'vitest';
import { heardOf } from './heard.ts';
import { bareCommand, partCommand } from './make-commands.ts';

const unexplained = (text: string, ...spans: readonly (readonly [number, number])[]) =>
  heardOf(text, [
    partCommand(
      'set',
      'x',
      spans.map(([from, to]) => ({ from, to })),
    ),
  ]).unexplained.map((part) => text.slice(...part));

test.each([
  ['the red lamp and my mug', [], ['red lamp', 'mug']],
  ['the red lamp and my mug', [[4, 12] as const], ['mug']],
  ['yes please, I want it', [], ['want']],
  ['…', [], []],
  ['\ud800', [], []],
])('content words outside of commands: %s', (text, spans, expected) => {
  expect(unexplained(text, ...spans)).toEqual(expected);
});

test('an unclear message is explained by nothing', () => {
  expect(heardOf('flurb', [bareCommand('unclear', 'flurb')]).unexplained).toEqual([[0, 5]]);
});

test('of a long message of nothing few parts are kept', () => {
  expect(unexplained('lamp, '.repeat(700))).toHaveLength(8);
});
