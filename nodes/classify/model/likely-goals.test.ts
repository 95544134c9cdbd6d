import { expect, test } from 'vitest';
import type { Goals } from '../../../core/goal.ts';
import { goalsOf } from '../../../test/thread-state.ts';
import { likelyBeside, withLikely } from './likely-goals.ts';

const handled = (name: string, driver: 'flow' | 'model', acts = true) => ({
  name,
  driver,
  flow: null,
  light: false,
  acts,
  changes: acts,
});
const intents = new Map(
  [handled('a', 'model'), handled('b', 'model'), handled('c', 'model'), handled('d', 'model')].map(
    (intent) => [intent.name, intent],
  ),
);
intents.set('pay', handled('pay', 'flow'));
intents.set('chat', handled('chat', 'model', false));
const opened = (goals: Goals, ...guesses: readonly (readonly [string, number])[]) =>
  withLikely(
    { intents },
    { goals, turn_id: 't9' },
    guesses.map(([name, confidence]) => ({ name, confidence })),
  ).map(({ intent, likely }) => (likely ? `${intent}?` : intent));

test('what a message may mean is opened, up to three in all', () => {
  expect(opened([], ['a', 0.4], ['b', 0.3], ['c', 0.2])).toEqual(['a?', 'b?', 'c?']);
  expect(opened(goalsOf('d'), ['a', 0.4], ['b', 0.3], ['c', 0.2])).toEqual(['a?', 'b?', 'd']);
  expect(opened(goalsOf('b', 'c', 'd'), ['a', 0.4])).toEqual(['b', 'c', 'd']);
});

test('flows, talk, and what is hardly likely are left out', () => {
  expect(opened([], ['pay', 0.5], ['chat', 0.4], ['constructor', 0.4], ['a', 0.05])).toEqual([]);
});

test('a new guess takes the place of an old one', () => {
  const before = goalsOf('b', 'c', 'd').map((goal) =>
    goal.intent === 'd' ? goal : { ...goal, likely: true as const },
  );
  expect(opened(before, ['a', 0.4], ['b', 0.3])).toEqual(['a?', 'b?', 'd']);
});

test('a part of a request that is not sure is opened beside what is', () => {
  const part = (confidence: number) =>
    ({ kind: 'begin', of: 'b', value: null, parts: [], confidence, why: 'threshold' }) as const;
  const beside = (text: string, confidence: number) =>
    likelyBeside(
      { intents },
      { goals: [], turn_id: 't9', text },
      { commands: [], goals: goalsOf('a') },
      {
        lost: [part(confidence)],
      },
    ).goals?.map(({ intent }) => intent);
  expect(beside('Can you stop it? And move the other', 0.4)).toEqual(['b', 'a']);
  expect(beside('Can you stop it? And move the other', 0.2)).toEqual(['a']);
  expect(beside('It is blue', 0.4)).toEqual(['a']);
});
