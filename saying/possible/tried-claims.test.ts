import { expect, test } from 'vitest';
import { isGrounded, type Trial, triedFault } from './tried-claims.ts';

const DENIED: Trial = { verdict: 'denied', why: 'It has ended.' };
const claim = (can: boolean, ...trials: readonly Trial[]) => ({
  can,
  verb: 'moved',
  record: 'b1',
  whole: true,
  span: { from: 0, to: 9 },
  trials,
});
const ALLOWED: Trial = { verdict: 'allowed' };
const OPEN: Trial = { verdict: 'open' };
const FAILED: Trial = { verdict: 'failed' };

test.each([
  [true, [DENIED], '“moved” is denied for b1: It has ended.', false],
  [true, [FAILED], '“moved” could not be tried for b1', false],
  [true, [ALLOWED], null, true],
  [true, [OPEN], null, true],
  [true, [DENIED, ALLOWED], null, true],
  [false, [DENIED], null, true],
  [false, [ALLOWED], 'no rule denies “moved” for b1', false],
  [false, [OPEN], null, false],
  [false, [FAILED], null, false],
  [false, [ALLOWED, OPEN], null, false],
] as const)('that it %s after %j: %s', (can, trials, fault, grounded) => {
  expect(triedFault(claim(can, ...trials))).toBe(fault);
  expect(isGrounded(claim(can, ...trials))).toBe(grounded);
});

test('the rules carry nothing that the sentence says beside it', () => {
  expect(isGrounded({ ...claim(false, DENIED), whole: false })).toBe(false);
});
