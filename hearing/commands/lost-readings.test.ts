import { expect, test } from 'vitest';
import type { MessageIntents } from '../read-intent.ts';
import { lostReadings } from './lost-readings.ts';
import { partCommand } from './make-commands.ts';

const guesses = [
  { name: 'cancel', confidence: 0.6 },
  { name: 'return', confidence: 0.3 },
  { name: 'thanks', confidence: 0.01 },
];
const reading = (more: Partial<MessageIntents> = {}): MessageIntents => ({
  main: { name: 'unknown', confidence: 0.6, certified: false, guesses },
  wishes: [],
  rest: '',
  between: null,
  lost: [],
  ...more,
});
const wish = { intent: 'cancel', text: '', joins: null, spans: [], confidence: 0.6 };
const lostOf = (given: MessageIntents, commands: Parameters<typeof lostReadings>[1]['commands'] = []) =>
  lostReadings(given, { commands }).map(({ of, why }) => [of, why]);

test('a guess says why it was not acted on; an unlikely one is no reading', () => {
  expect(lostOf(reading())).toEqual([
    ['cancel', 'threshold'],
    ['return', 'surer'],
  ]);
  expect(lostOf(reading({ wishes: [wish] }))).toEqual([
    ['cancel', 'answer'],
    ['return', 'surer'],
  ]);
  expect(lostOf(reading({ between: ['cancel', 'return'] }))).toEqual([
    ['cancel', 'close'],
    ['return', 'close'],
  ]);
});

test('an intent that began is not lost, nor a clause of it', () => {
  const clause = { ...partCommand('begin', 'cancel', [{ from: 0, to: 3 }], 0.4), why: 'threshold' } as const;
  expect(lostOf(reading({ lost: [clause] }), [partCommand('begin', 'cancel', [])])).toEqual([
    ['return', 'surer'],
  ]);
  expect(lostOf(reading({ lost: [clause] }))[0]).toEqual(['cancel', 'threshold']);
});
