import { expect, test } from 'vitest';
import { goalsOf, threadState } from '../../../test/thread-state.ts';
import { isForModel, likelyToAsk } from './for-model.ts';

const handled = (name: string, driver: 'flow' | 'model') => ({
  name,
  driver,
  flow: driver === 'flow' ? name : null,
  light: false,
  acts: true,
  changes: true,
});
const options = {
  intents: new Map([
    ['talk', handled('talk', 'model')],
    ['chat', handled('chat', 'model')],
    ['pay', handled('pay', 'flow')],
  ]),
} as unknown as Parameters<typeof isForModel>[0];
const reading = (between: readonly [string, string] | null) =>
  ({ between }) as unknown as Parameters<typeof likelyToAsk>[2];

test.each([
  { open: [], between: ['talk', 'chat'], asked: null },
  { open: [], between: ['talk', 'pay'], asked: ['talk', 'pay'] },
  { open: ['talk'], between: ['talk', 'pay'], asked: null },
] as const)('with $open open, between $between it asks about $asked', ({ open, between, asked }) => {
  expect(likelyToAsk(options, threadState('x', { goals: goalsOf(...open) }), reading(between))).toEqual(
    asked,
  );
});

test('a model asks in its own words for what it works on', () => {
  const guesses = [{ name: 'talk', confidence: 0.3 }];
  const main = { name: 'unknown', confidence: 0.3, certified: false, guesses };
  expect(isForModel(options, threadState('x'), main)).toBe(true);
  expect(isForModel(options, threadState('x', { goals: goalsOf('pay') }), main)).toBe(false);
});
