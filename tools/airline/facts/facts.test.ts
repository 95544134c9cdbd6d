import { expect, test } from 'vitest';
import { facts } from './facts.ts';

const RESERVATION = {
  reservation_id: 'AB12CD',
  user_id: 'mei_kim_1001',
  origin: 'JFK',
  destination: 'SEA',
  flight_type: 'one_way',
  cabin: 'economy',
  flights: [],
  passengers: [],
  payment_history: [
    { payment_id: 'credit_card_1', amount: 120.1 },
    { payment_id: 'gift_card_2', amount: -20.05 },
  ],
  created_at: '2024-05-10T10:00:00',
  total_baggages: 0,
  nonfree_baggages: 0,
  insurance: 'no',
};

test('what a cancellation gives back is all that was paid and not yet given back', () => {
  const paid = facts['reservation_paid_cents']?.compute({ reservation: RESERVATION }, new Date(0));
  expect(paid).toBe(10_005);
});

test('nothing is given back for a reservation that does not exist', () => {
  const paid = facts['reservation_paid_cents']?.compute({ reservation: { exists: false } }, new Date(0));
  expect(paid).toEqual({ exists: false });
});
