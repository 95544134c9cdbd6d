import { expect, test } from 'vitest';
import { plainClause } from '../../claims/clause-words.ts';
import { tellingValues } from '../../claims/telling-values.ts';
import { boundFault, codedRecords } from './bound-values.ts';
import { thingsOf } from './things.ts';

const RECORDS = codedRecords(
  thingsOf([
    { order_id: '#K100', parcel: '440011220033', placed: '2026-05-02' },
    { order_id: '#K200', parcel: '550011220044', placed: '2026-05-09' },
  ]),
);

const fault = (sentence: string) =>
  boundFault(plainClause(sentence), tellingValues(sentence), () => RECORDS)?.text ?? null;

test('a value of a record stands with its code', () => {
  expect(fault('#K100: 440011220033')).toBeNull();
  expect(fault('#K100: 550011220044')).toBe('550011220044');
  expect(fault('Order #K200 was placed on May 9, 2026.')).toBeNull();
  expect(fault('Order #K200 was placed on May 2, 2026.')).toBe('May 2, 2026');
});

test.each([
  'Orders #K100 and #K200 were placed on May 2, 2026 and May 9, 2026.',
  'The parcel 550011220044 was sent.',
  'Would you like #K100 to come on May 9, 2026?',
])('%s: is of no record alone', (sentence) => {
  expect(fault(sentence)).toBeNull();
});
