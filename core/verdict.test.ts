import { describe, expect, test } from 'vitest';
import { type Reason, refusedByEngine } from './verdict.ts';

const reason = (changes: Partial<Reason>): Reason => ({
  origin: 'engine',
  rule: 'engine-arguments',
  decision: 'deny',
  code: 'c',
  tell: 't',
  why: 'w',
  ...changes,
});

describe('a refusal by the engine', () => {
  test.each<[string, boolean, readonly Reason[]]>([
    ['a denial by the engine', true, [reason({})]],
    ['a denial by the engine beside one by a rule', true, [reason({ origin: 'policy' }), reason({})]],
    ['a denial by a rule that is named like one of the engine', false, [reason({ origin: 'policy' })]],
    ['a rejection by a person', false, [reason({ origin: 'person' })]],
    ['a review that the engine asks for', false, [reason({ decision: 'review' })]],
    ['no reason at all', false, []],
  ])('%s: %j', (_what, refused, reasons) => {
    expect(refusedByEngine({ reasons })).toBe(refused);
  });

  test.each([
    ['engine-identity', true],
    ['engine-anything', false],
  ])('a record without origins names `%s`: %j', (rule, refused) => {
    const { origin: _, ...older } = reason({ rule });
    expect(refusedByEngine({ reasons: [older as Reason] })).toBe(refused);
  });
});
