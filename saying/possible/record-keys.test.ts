import { expect, test } from 'vitest';
import { codesOfThings, namedCodes, recordKeys, statesOf } from './record-keys.ts';

const INPUTS = new Set(['booking_id', 'city']);
const RECORDS = [
  {
    booking_id: '#B2001',
    status: 'confirmed',
    city: 'b1234',
    rooms: [{ name: 'Garden Room', room_id: 'r100' }],
  },
  [{ booking_id: '#B2002', status: 'checked in' }],
  'text',
];

test('records are known by the codes that arguments take', () => {
  const keys = recordKeys(RECORDS, INPUTS);
  expect([...keys].map(([key, values]) => [key, [...values.values()]])).toEqual([
    ['booking_id', ['#B2001', '#B2002']],
    ['city', ['b1234']],
  ]);
  expect(namedCodes('booking b2002, and #b2001', keys)).toEqual(['b2002', 'b2001']);
  expect(namedCodes('booking #b9', keys)).toBeUndefined();
});

test('records are known by what they hold, and by their state', () => {
  expect([...(codesOfThings(RECORDS, INPUTS).get('room') ?? [])]).toEqual(['b2001']);
  expect([...(statesOf(RECORDS, INPUTS).get('b2002') ?? [])]).toEqual(['check', 'in']);
});
