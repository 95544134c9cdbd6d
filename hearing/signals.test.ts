import { expect, test } from 'vitest';
import { compileSignals, readSignals } from './signals.ts';

const signals = compileSignals({ person: ['\\bhuman\\b'], frustration: ['\\?{3,}', '\\buseless\\b'] });

test.each([
  ['A HUMAN please', { person: true, frustration: false }],
  ['this is useless, human!', { person: true, frustration: true }],
  ['what???', { person: false, frustration: true }],
  ['humane treatment', { person: false, frustration: false }],
])('%s', (text, expected) => {
  expect(readSignals(text, signals)).toEqual(expected);
  // Twice, because a pattern with a `lastIndex` would miss the second time.
  expect(readSignals(text, signals)).toEqual(expected);
});

test('without declared patterns nothing is a signal', () => {
  expect(readSignals('human???', compileSignals({ person: [], frustration: [] }))).toEqual({
    person: false,
    frustration: false,
  });
});
