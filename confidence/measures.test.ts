import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areaUnderRoc,
  calibrationError,
  coverageAtError,
  outOfScopeRecall,
  reliability,
  riskCoverage,
} from './measures.ts';

const answers = (...pairs: readonly (readonly [number, boolean])[]) =>
  pairs.map(([confidence, right]) => ({ confidence, right }));

const GRADED = fc.array(
  fc.record({ confidence: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), right: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

describe('calibrationError', () => {
  const mixed = answers([0.9, true], [0.9, true], [0.9, false], [0.6, true], [0.6, false], [0.2, false]);
  test.each([
    // Bins {0.2, 0.6, 0.6} and {0.9 × 3}: |1.4 - 1| / 6 + |2.7 - 2| / 6.
    { given: mixed, binning: 'mass', bins: 2, error: 1.1 / 6, why: 'half of the answers in each bin' },
    // Bins below 0.5 {0.2} and above: 0.2 / 6 + |3.9 - 3| / 6.
    { given: mixed, binning: 'width', bins: 2, error: 1.1 / 6, why: 'bins of one half' },
    // {0.2}, {0.6, 0.6}, {0.9 × 3}: 0.2 / 6 + 0.2 / 6 + 0.7 / 6.
    { given: mixed, binning: 'width', bins: 10, error: 1.1 / 6, why: 'bins of one tenth' },
    { given: answers([1, true], [0, false]), binning: 'mass', bins: 15, error: 0, why: 'always so' },
    { given: answers([1, false], [0, true]), binning: 'width', bins: 15, error: 1, why: 'never so' },
    { given: answers([0.8, true], [0.4, false]), binning: 'mass', bins: 2, error: 0.3, why: 'opposite gaps' },
    { given: answers([0.8, true], [0.4, false]), binning: 'mass', bins: 1, error: 0.1, why: 'gaps in a bin' },
    { given: [], binning: 'mass', bins: 15, error: 0, why: 'no answers' },
  ] as const)('is $error by $binning in $bins bins: $why', ({ given, binning, bins, error }) => {
    expect(calibrationError(given, binning, bins)).toBeCloseTo(error, 12);
  });

  test('does not depend on the order of the answers', () => {
    fc.assert(
      fc.property(GRADED, fc.constantFrom('mass' as const, 'width' as const), (given, binning) => {
        const [one, other] = [given, given.toReversed()].map((list) => calibrationError(list, binning));
        expect(one).toBeCloseTo(other as number, 12);
      }),
    );
  });
});

describe('reliability', () => {
  test('says of each bin how sure and how right it is', () => {
    expect(reliability(answers([0.25, false], [0.75, true], [0.75, false], [0.5, true]), 'mass', 2)).toEqual([
      { least: 0.25, most: 0.5, count: 2, confidence: 0.375, right: 0.5 },
      { least: 0.75, most: 0.75, count: 2, confidence: 0.75, right: 0.5 },
    ]);
  });

  test('puts each answer into one bin, in rising order, and never parts equal ones', () => {
    fc.assert(
      fc.property(GRADED, fc.constantFrom('mass' as const, 'width' as const), (given, binning) => {
        const bins = reliability(given, binning, 5);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
        for (const [index, { least }] of bins.entries())
          expect(least).toBeGreaterThan(bins[index - 1]?.most ?? -1);
      }),
    );
  });
});

describe('riskCoverage', () => {
  const given = answers([0.9, true], [0.5, true], [0.8, false], [0.5, true]);

  test('has a point for each confidence', () => {
    expect(riskCoverage(given)).toEqual([
      { threshold: 0.9, coverage: 0.25, error: 0 },
      { threshold: 0.8, coverage: 0.5, error: 0.5 },
      { threshold: 0.5, coverage: 1, error: 0.25 },
    ]);
  });

  test.each([
    { error: 0, coverage: 0.25 },
    { error: 0.24, coverage: 0.25 },
    { error: 0.25, coverage: 1 },
  ])('covers $coverage at an error of $error', ({ error, coverage }) => {
    expect(coverageAtError(given, error)).toBe(coverage);
  });

  test('covers nothing where even the surest is wrong', () => {
    expect(coverageAtError(answers([0.9, false], [0.5, true]), 0.4)).toBe(0);
  });
});

describe('areaUnderRoc', () => {
  test.each([
    { above: [0.9, 0.8], below: [0.1, 0.2], area: 1 },
    { above: [0.1], below: [0.9], area: 0 },
    { above: [0.5], below: [0.5], area: 0.5 },
    { above: [0.9, 0.4], below: [0.5, 0.4, 0.3], area: (3 + 1.5) / 6 },
    { above: [], below: [0.5], area: null },
  ])('of $above over $below is $area', ({ above, below, area }) => {
    expect(areaUnderRoc(above, below)).toBe(area);
  });
});

describe('outOfScopeRecall', () => {
  const inScope = Array.from({ length: 20 }, (_, index) => (index + 1) / 20);

  test.each([
    { rejection: 0, threshold: 0.05, recall: 0.25, why: 'refuses nothing that is in scope' },
    { rejection: 0.05, threshold: 0.1, recall: 0.5, why: 'may refuse one of twenty' },
    { rejection: 0.09, threshold: 0.1, recall: 0.5, why: 'may not refuse two of twenty' },
    { rejection: 1, threshold: Number.POSITIVE_INFINITY, recall: 1, why: 'may refuse all' },
  ])('is $recall when it $why', ({ rejection, threshold, recall }) => {
    const outOfScope = [0.04, 0.05, 0.4, 0.9];
    expect(outOfScopeRecall({ inScope, outOfScope }, rejection)).toEqual({ threshold, recall });
  });

  test('keeps its word when many scores are equal', () => {
    const { threshold, recall } = outOfScopeRecall({ inScope: [0.5, 0.5, 0.5, 0.9], outOfScope: [0.4] }, 0.5);
    expect({ threshold, recall }).toEqual({ threshold: 0.5, recall: 1 });
  });
});
