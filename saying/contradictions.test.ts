import { describe, expect, test } from 'vitest';
import { plainClause } from './claims/clause-words.ts';
import { contradictedBy, contradictionsIn } from './contradictions.ts';

const RENTAL =
  'Rental > How long may I keep a rented bike?\nYou may keep it for 3 days. It must come back clean.';
const BIKES = 'Bikes > How long may I keep a rented bike?\nUp to 5 days.';
const HELMETS = 'Helmets > How long may I keep a rented helmet?\nUp to 5 days.';

const whys = (...passages: readonly string[]) => contradictionsIn(passages).map(({ why }) => why);

describe('passages contradict each other', () => {
  test.each([
    ['another number for one question', RENTAL, BIKES, '3 day and 5 day'],
    [
      'another price in the same words',
      'Prices\nA tandem with a child seat costs $20.',
      'Tandems\nA tandem with a child seat costs $25.',
      '$20 and $25',
    ],
    [
      'a permission that the other one denies',
      'Rides\nRented bikes can cross the harbour bridge.',
      'Bridge\nRented bikes cannot cross the harbour bridge.',
      'cannot cross',
    ],
  ])('by %s', (_what, one, other, why) => {
    expect(whys(one, other).join()).toContain(why);
  });

  test.each([
    ['another thing', RENTAL, HELMETS],
    ['the same number', RENTAL, RENTAL],
    ['two numbers of which one may be meant', RENTAL, `${BIKES} After 2 days we call you.`],
    ['another unit', RENTAL, 'Bikes > How long may I keep a rented bike?\nUp to 5 hours.'],
    [
      'a condition',
      'Rides\nRented bikes can cross the harbour bridge if it is open.',
      'Bridge\nRented bikes cannot cross the harbour bridge.',
    ],
  ])('not by %s', (_what, one, other) => {
    expect(whys(one, other)).toEqual([]);
  });
});

describe('a statement', () => {
  const contradicted = (said: string, ...passages: readonly string[]) =>
    contradictedBy(plainClause(said), contradictionsIn(passages));
  test('that one of them carries is contested', () => {
    expect(contradicted('You may keep the bike for 3 days.', RENTAL, BIKES)).toContain('contradict');
    expect(contradicted('You may keep the bike for five days.', RENTAL, BIKES)).toContain('contradict');
    expect(contradicted('It must come back clean.', RENTAL, BIKES)).toBeNull();
    expect(contradicted('You may keep the bike for 3 days.', RENTAL, HELMETS)).toBeNull();
  });
  test('of what one permits and the other denies is contested', () => {
    const passages = [
      'Rides\nRented bikes can cross the harbour bridge.',
      'Bridge\nRented bikes cannot cross the harbour bridge.',
    ];
    expect(contradicted('Our rented bikes can cross the harbour bridge.', ...passages)).toContain(
      'contradict',
    );
    expect(contradicted('Our bikes are blue.', ...passages)).toBeNull();
  });
});
