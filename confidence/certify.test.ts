import { describe, expect, test } from 'vitest';
import { seededRandom } from '../core/values/seeded-random.ts';
import { certify } from './certify.ts';
import type { Graded } from './graded.ts';

const TARGET = { error: 0.05, assurance: 0.95 };

/** Answers from the most confident down; those at the given positions are wrong. */
const answers = (count: number, wrong: readonly number[] = []): readonly Graded[] =>
  Array.from({ length: count }, (_, place) => ({
    confidence: 1 - place / (2 * count),
    right: !wrong.includes(place),
  }));

describe('certify', () => {
  test.each([
    { given: answers(80), why: 'all of 80 right' },
    { given: answers(100, [99]), why: 'all but the least sure right' },
    { given: answers(200, [3]), why: 'one of the surest wrong' },
  ])('certifies 5 % with $why', ({ given }) => {
    expect(certify(given, TARGET)).toMatchObject({ certified: true });
  });

  test.each([
    { given: [], missing: 80, why: 'nothing' },
    { given: answers(79), missing: 1, why: 'one message less than it takes' },
    { given: answers(15), missing: 65, why: 'fifteen right messages' },
    { given: answers(1, [0]), missing: 80, why: 'a single wrong one' },
  ])('says that $missing are missing to $why', ({ given, missing }) => {
    expect(certify(given, TARGET)).toEqual({ certified: false, missing });
  });

  test('says how many are missing at the mistakes that are seen', () => {
    // The 29 most confident of 90 are right: 249 messages would have 80 such. All 90, with 3 wrong, would need 840.
    expect(certify(answers(90, [29, 59, 89]), TARGET)).toEqual({ certified: false, missing: 249 - 90 });
  });

  test('accepts everything where everything may be accepted', () => {
    expect(certify(answers(100), TARGET)).toEqual({ certified: true, threshold: 0, coverage: 1 });
  });

  test('sets the threshold just above the surest answer that is left out', () => {
    const given = answers(
      400,
      Array.from({ length: 200 }, (_, index) => 200 + index),
    );
    const certificate = certify(given, TARGET);
    if (!certificate.certified) throw new Error('not certified');
    const kept = given.filter(({ confidence }) => confidence >= certificate.threshold);
    expect(kept.length / given.length).toBe(certificate.coverage);
    const [next] = given.filter(({ confidence }) => confidence < certificate.threshold);
    expect(certificate.threshold - (next?.confidence ?? 0)).toBeLessThan(1e-12);
  });

  test('accepts equal confidences together or not at all', () => {
    const sure = Array.from({ length: 100 }, () => ({ confidence: 0.9, right: true }));
    const unsure = Array.from({ length: 50 }, (_, index) => ({ confidence: 0.6, right: index % 2 === 0 }));
    const certificate = certify([...unsure, ...sure], TARGET);
    expect(certificate).toMatchObject({ certified: true, coverage: 100 / 150 });
    expect(certificate.certified && certificate.threshold).toBeGreaterThan(0.6);
    expect(certificate.certified && certificate.threshold).toBeLessThan(0.9);
  });

  test('certifies nothing when all are equally sure and too many wrong', () => {
    const given = Array.from({ length: 200 }, (_, index) => ({ confidence: 1, right: index % 10 !== 0 }));
    expect(certify(given, TARGET).certified).toBe(false);
  });

  test('does not depend on the order in which the answers come', () => {
    const given = answers(300, [5, 100, 180, 240, 250, 260, 270]);
    expect(certify(given.toReversed(), TARGET)).toEqual(certify(given, TARGET));
  });

  test('looks at which are right only where it has not failed yet: later luck changes nothing', () => {
    const unlucky = answers(
      1000,
      Array.from({ length: 60 }, (_, index) => 340 + index),
    );
    const certificate = certify(unlucky, TARGET);
    // 6 % of the 1,000 are wrong, but 15 % of the first 400: the certified range ends before them.
    expect(certificate.certified && certificate.coverage).toBeLessThan(0.36);
  });
});

/** A nearly calibrated classifier with a few wrong labels. */
const drawn = (count: number, seed: string): readonly Graded[] => {
  const { between } = seededRandom(seed);
  const share = () => between(0, 999_999) / 1e6;
  return Array.from({ length: count }, () => {
    const confidence = 1 - 0.9 * share() ** 6;
    return { confidence, right: share() < confidence - 0.004 };
  });
};

describe('what certify promises', () => {
  test.each([
    { error: 0.02, assurance: 0.95, calibrated: 1000, least: 0.35 },
    { error: 0.05, assurance: 0.95, calibrated: 400, least: 0.6 },
    { error: 0.1, assurance: 0.9, calibrated: 300, least: 0.8 },
  ])('holds: $error of the next $calibrated messages, with probability $assurance', (given) => {
    const { calibrated, error, assurance, least } = given;
    const rounds = Array.from({ length: 400 }, (_, round) => {
      const certificate = certify(drawn(calibrated, `here ${error} ${round}`), { error, assurance });
      if (!certificate.certified) return { broken: false, coverage: 0 };
      const next = drawn(calibrated, `there ${error} ${round}`);
      const acted = next.filter(({ confidence }) => confidence >= certificate.threshold);
      const wrong = acted.filter(({ right }) => !right).length;
      return { broken: wrong > error * acted.length, coverage: certificate.coverage };
    });
    const broken = rounds.filter((round) => round.broken).length / rounds.length;
    expect(broken).toBeLessThanOrEqual(1 - assurance);
    const covered = rounds.reduce((sum, { coverage }) => sum + coverage, 0) / rounds.length;
    expect(covered).toBeGreaterThanOrEqual(least);
  });
});
