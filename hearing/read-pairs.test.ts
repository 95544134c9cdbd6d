import { describe, expect, test } from 'vitest';
import { Slot } from '../core/slots/slot.ts';
import { readPair } from './read-pairs.ts';

const context = {
  now: new Date('2024-05-15T15:00:00-05:00'),
  zone: 'America/New_York',
  confirmation: { yes: [], no: [], courtesy: [] },
};
const choices = [
  { value: 'JFK', label: 'New York (JFK)', words: ['jfk'] },
  { value: 'SEA', label: 'Seattle (SEA)', words: ['sea', 'seattle'] },
  { value: 'BOS', label: 'Boston (BOS)', words: ['bos', 'boston'] },
];
const slots = new Map([
  ['from', Slot.parse({ type: 'choice', ask: '?', words: ['from'], choices })],
  ['to', Slot.parse({ type: 'choice', ask: '?', words: ['to'], choices })],
]);
const read = (text: string, declared = slots) =>
  Object.fromEntries([...readPair(text, declared, context)].map(([name, { value }]) => [name, value]));

test.each(['JFK to SEA on May 20', 'jfk - seattle', 'flights JFK→Seattle please', 'JFK/SEA'])(
  'two values side by side are the two slots, in their order: %s',
  (text) => {
    expect(read(text)).toEqual({ from: 'JFK', to: 'SEA' });
  },
);

test.each(['JFK', 'JFK and SEA', 'JFK to JFK', 'JFK to SEA to BOS', 'JFK or maybe SEA', ''])(
  'is no pair: %s',
  (text) => {
    expect(read(text)).toEqual({});
  },
);

test('slots of other choices are no pair', () => {
  const other = Slot.parse({ type: 'choice', ask: '?', words: ['to'], choices: choices.slice(1) });
  expect(read('JFK to SEA', new Map([...slots, ['to', other]]))).toEqual({});
});

describe('two days side by side', () => {
  const day = { type: 'date', when: 'future', country: 'US', ask: '?' } as const;
  const days = new Map([
    ['date', Slot.parse(day)],
    ['other', Slot.parse({ ...day, unasked: false })],
    ['back', Slot.parse({ ...day, words: ['return', 'back'] })],
    ['born', Slot.parse({ ...day, when: 'birth' })],
  ]);

  test.each(['May 20 to May 24', 'JFK to SEA, May 20 until May 24', 'from May 20 - May 24, please'])(
    'are the day and the one that words announce: %s',
    (text) => {
      expect(read(text, days)).toEqual({ date: '2024-05-20', back: '2024-05-24' });
    },
  );

  test.each([
    'May 20',
    'May 20 and May 24',
    'any day from May 20 to May 24',
    'May 20 to May 24 or May 25',
    'May 20, to Seattle May 24',
  ])('are none: %s', (text) => {
    expect(read(text, days)).toEqual({});
  });

  test('are none where words announce two slots', () => {
    const moved = Slot.parse({ ...day, words: ['to'] });
    expect(read('May 20 to May 24', new Map([...days, ['moved', moved]]))).toEqual({});
  });
});
