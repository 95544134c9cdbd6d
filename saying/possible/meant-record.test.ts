import { expect, test } from 'vitest';
import { codesFor, meantCodes } from './meant-record.ts';
import { codesOfThings, recordKeys, statesOf } from './record-keys.ts';

const INPUTS = new Set(['booking_id']);
const RECORDS = [
  { booking_id: '#B2001', status: 'confirmed', rooms: [{ name: 'Garden Room', room_id: 'r100' }] },
  { booking_id: '#B2002', status: 'ended', extras: [{ name: 'Sauna', extra_id: 'x100' }] },
];
const keys = recordKeys(RECORDS, INPUTS);
const meant = (piece: string, around: readonly string[] = []) =>
  meantCodes(piece, piece.split(' '), around, {
    keys,
    heads: new Set(['book']),
    things: () => codesOfThings(RECORDS, INPUTS),
    states: () => statesOf(RECORDS, INPUTS),
  });

test.each([
  ['booking #b2002 can be moved', [], ['b2002']],
  ['it can be moved', ['b2001'], ['b2001']],
  ['your booking can be moved', ['b2001'], ['b2001']],
  ['the sauna can be moved', [], ['b2002']],
  ['the sauna can be moved', ['b2001'], ['b2002']],
  ['the confirmed booking can be moved', ['b2002'], null],
  ['bookings can be moved', ['b2001'], null],
  ['a booking can be moved', ['b2001'], null],
  ['any of your bookings can be moved', ['b2001'], null],
  ['you can move', ['b2001'], null],
])('“%s” after %j is about %j', (piece, around, codes) => {
  expect(meant(piece, around)).toEqual(codes);
});

test('a tool is given what is meant, or the only record', () => {
  expect(codesFor(['booking_id'], ['b2002'], keys)).toEqual(['b2002']);
  expect(codesFor(['booking_id'], [], keys)).toEqual([]);
  expect(codesFor(['booking_id'], [], recordKeys(RECORDS.slice(0, 1), INPUTS))).toEqual(['b2001']);
});
