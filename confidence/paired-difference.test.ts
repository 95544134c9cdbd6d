import { describe, expect, test } from 'vitest';
import { seededRandom } from '../core/values/seeded-random.ts';
import { type PairedItem, pairedDifference } from './paired-difference.ts';

const once = (before: boolean, now: boolean): PairedItem => ({
  before: { passed: before ? 1 : 0, of: 1 },
  now: { passed: now ? 1 : 0, of: 1 },
});
const items = ({ kept = 0, lost = 0, gained = 0 }): readonly PairedItem[] => [
  ...Array.from({ length: kept }, () => once(true, true)),
  ...Array.from({ length: lost }, () => once(true, false)),
  ...Array.from({ length: gained }, () => once(false, true)),
];

/** Random numbers from 0 to 1. */
const shares = (seed: string) => {
  const { between } = seededRandom(seed);
  return () => between(0, 999_999) / 1e6;
};

describe('pairedDifference', () => {
  test.each([
    { counts: { kept: 400 }, verdict: 'same', why: 'nothing changed' },
    { counts: {}, verdict: 'same', why: 'there is nothing to compare' },
    { counts: { kept: 395, lost: 5 }, verdict: 'same', why: '5 losses happen 1 time in 16 by chance' },
    { counts: { kept: 394, lost: 6 }, verdict: 'worse', why: '6 losses happen 1 time in 32 by chance' },
    { counts: { kept: 394, gained: 6 }, verdict: 'better', why: 'gains are judged like losses' },
    { counts: { kept: 370, lost: 20, gained: 10 }, verdict: 'same', why: '20 to 10 has p = 0.099' },
    { counts: { kept: 370, lost: 22, gained: 8 }, verdict: 'worse', why: '22 to 8 has p = 0.016' },
  ])('says $verdict when $why', ({ counts, verdict }) => {
    expect(pairedDifference(items(counts)).verdict).toBe(verdict);
  });

  test('says how much was lost, within which bounds', () => {
    const { difference, low, high, gains, losses } = pairedDifference(
      items({ kept: 80, lost: 16, gained: 4 }),
    );
    expect({ gains, losses }).toEqual({ gains: 4, losses: 16 });
    expect(difference).toBeCloseTo(-0.12, 12);
    // Clopper-Pearson for 4 of 20 is 0.0573 to 0.4366; 20 of 100 items changed, by twice that minus one.
    expect(low).toBeCloseTo(0.2 * (2 * 0.0573 - 1), 3);
    expect(high).toBeCloseTo(0.2 * (2 * 0.4366 - 1), 3);
  });

  test('counts an item once, however often it was repeated', () => {
    const fiveTimes = { before: { passed: 5, of: 5 }, now: { passed: 0, of: 5 } };
    expect(pairedDifference([fiveTimes, ...items({ kept: 99 })]).verdict).toBe('same');
  });

  test('weighs a change by its size', () => {
    const slightGain = { before: { passed: 4, of: 5 }, now: { passed: 5, of: 5 } };
    const lost = { before: { passed: 5, of: 5 }, now: { passed: 0, of: 5 } };
    const { verdict, losses, gains } = pairedDifference([
      ...Array.from({ length: 8 }, () => lost),
      ...Array.from({ length: 6 }, () => slightGain),
    ]);
    expect({ verdict, losses, gains }).toEqual({ verdict: 'worse', losses: 8, gains: 6 });
  });

  test('compares a baseline of many repeats with a single run', () => {
    const flaky = { before: { passed: 3, of: 5 }, now: { passed: 1, of: 1 } };
    expect(pairedDifference([flaky]).difference).toBeCloseTo(0.4, 12);
  });

  test('gives the same verdict a hundred times', () => {
    const compared = items({ kept: 300, lost: 14, gained: 5 });
    const answers = Array.from({ length: 100 }, () => JSON.stringify(pairedDifference(compared)));
    expect(new Set(answers).size).toBe(1);
  });

  test('leaves 0 outside its bounds exactly when the verdict is not `same`', () => {
    const { between } = seededRandom('bounds');
    for (let round = 0; round < 200; round++) {
      const counts = { kept: 20, lost: between(0, 12), gained: between(0, 12) };
      const { verdict, low, high } = pairedDifference(items(counts));
      expect({ counts, outside: high < 0 || low > 0 }).toEqual({ counts, outside: verdict !== 'same' });
    }
  });
});

/** The share of `worse` in 1,000 comparisons of 400 items that are lost and gained with these chances. */
const shareWorse = (lost: number, gained: number): number => {
  const random = shares(`drop ${lost} ${gained}`);
  const worse = Array.from({ length: 1000 }, () => {
    const draws = Array.from({ length: 400 }, random);
    const losses = draws.filter((draw) => draw < lost).length;
    const gains = draws.filter((draw) => draw >= lost && draw < lost + gained).length;
    return pairedDifference(items({ kept: 400 - losses - gains, lost: losses, gained: gains })).verdict;
  }).filter((verdict) => verdict === 'worse').length;
  return worse / 1000;
};

describe('the power of pairedDifference over 400 items', () => {
  test.each([
    { churn: 0, least: 0.99 },
    { churn: 0.01, least: 0.95 },
  ])('catches a drop of 5 points when $churn of the items also change each way', ({ churn, least }) => {
    expect(shareWorse(0.05 + churn, churn)).toBeGreaterThanOrEqual(least);
  });

  test('calls no more than 2.5 % worse when as many are gained as lost', () => {
    expect(shareWorse(0.05, 0.05)).toBeLessThanOrEqual(0.025);
  });
});
