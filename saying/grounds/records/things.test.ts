import { expect, test } from 'vitest';
import { thingsOf } from './things.ts';

const BOOKING = { booking_id: '#B2001', status: 'open', rooms: [{ name: 'Loft' }] };

test('a thing knows what it is in', () => {
  const loft = thingsOf([BOOKING]).find(({ fields }) => fields['name'] === 'Loft');
  expect(loft).toMatchObject({ key: 'rooms', code: null, parent: { code: '#B2001', sort: 'booking' } });
});

test('a later version of a record replaces an earlier one with all that is in it', () => {
  const things = thingsOf([BOOKING, { booking_id: '#B2001' }, { ...BOOKING, status: 'closed', rooms: [] }]);
  expect(things.map(({ fields }) => fields['status'] ?? fields['name'])).toEqual(['closed']);
});

test('the same code on another day is another thing', () => {
  const on = (date: string) => ({ tour_number: 'TOUR7', date });
  expect(thingsOf([[on('2026-05-01'), on('2026-05-02')]])).toHaveLength(2);
});

test('the ids of a map are no keys of its things', () => {
  const [, , method] = thingsOf([{ methods: { card_12: { id: 'card_12' } } }]);
  expect(method?.key).toBe('methods');
});
