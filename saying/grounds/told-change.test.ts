import { expect, test } from 'vitest';
import { toldChange } from './told-change.ts';

test.each([
  'the name on the booking now reads lena moe.',
  'your request is now on file.',
  'the parcel goes now to the new address.',
])('%s: is false after a refusal alone', (plain) => {
  expect(toldChange(plain, 0, 1)).not.toBeNull();
  expect(toldChange(plain, 1, 1)).toBeNull();
  expect(toldChange(plain, 0, 0)).toBeNull();
});

test.each([
  'it can now be sent.',
  'it is not now on file.',
  'shall it now go on?',
  'the name reads lena moe.',
])('%s: tells of no change', (plain) => {
  expect(toldChange(plain, 0, 1)).toBeNull();
});
