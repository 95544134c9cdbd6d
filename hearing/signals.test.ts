import { expect, test } from 'vitest';
import { compileSignals, readSignals } from './signals.ts';

const signals = compileSignals({ person: ['\\bhuman\\b'], frustration: ['\\?{3,}', '\\buseless\\b'] });

test.each([
  ['A HUMAN please', { person: { from: 2, to: 7 }, frustration: false }],
  ['this is useless, human!', { person: { from: 17, to: 22 }, frustration: true }],
  ['what???', { person: null, frustration: true }],
  ['humane treatment', { person: null, frustration: false }],
])('%s', (text, expected) => {
  expect(readSignals(text, signals)).toEqual(expected);
  // Twice, because a pattern with a `lastIndex` would miss the second time.
  expect(readSignals(text, signals)).toEqual(expected);
});

test('without declared patterns nothing is a signal', () => {
  expect(readSignals('human???', compileSignals({ person: [], frustration: [] }))).toEqual({
    person: null,
    frustration: false,
  });
});
