import { expect, test } from 'vitest';
import { askedStems, countWords, stemsOf, tellingOf } from './telling-words.ts';

test('reads words as stems, in any script', () => {
  expect([...stemsOf('Refunds, refunded: Größe 42')]).toEqual(['refund', 'größe', '42']);
});

test('a word tells the more, the fewer passages have it', () => {
  const telling = tellingOf(countWords([stemsOf('the cello'), stemsOf('the harp'), stemsOf('the flute')]));
  expect(telling('the')).toBeLessThan(0.1);
  expect(telling('cello')).toBeGreaterThan(0.4);
  expect(telling('tuba')).toBeCloseTo(1);
  expect(telling('constructor')).toBeCloseTo(1);
});

test('a question of any length is read in part', () => {
  expect(askedStems('harp '.repeat(100_000))).toEqual(new Set(['harp']));
});
