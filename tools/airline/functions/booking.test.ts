import { describe, expect, test } from 'vitest';
import type { PaymentMethod, User } from '../domain/shapes.ts';
import { bookingParty } from './booking-party.ts';
import { bookingPrice } from './booking-price.ts';
import { splitPayment } from './split-payment.ts';
import type { Trip } from './trip.ts';

const call = { now: new Date('2024-05-15T20:00:00Z') };
const user = {
  name: { first_name: 'Ada', last_name: 'Lind' },
  address: {},
  email: 'ada@example.com',
  dob: '1980-01-02',
  payment_methods: {},
  saved_passengers: [],
  membership: 'regular',
  reservations: [],
} as User;
const trip = (flight_number: string, origin: string, destination: string, price: number) =>
  ({ origin, destination, price, flights: [{ flight_number, date: '2024-05-20' }] }) as unknown as Trip;

test('who flies alone is the customer', () => {
  const { count, people } = bookingParty.compute({ user, alone: 'just me' }, call);
  expect([count, people]).toEqual([1, [{ first_name: 'Ada', last_name: 'Lind', dob: '1980-01-02' }]]);
});

test('before there are names, so many are counted', () => {
  const { people, anybody } = bookingParty.compute({ user, count: 6 }, call);
  expect([people.length, anybody.length]).toEqual([0, 6]);
});

describe('the price', () => {
  const terms = { cabin: 'economy', membership: 'regular', count: 2 } as const;

  test('is the fares of all there and back, bags over the allowance, and insurance', () => {
    const price = bookingPrice.compute(
      {
        ...terms,
        trip: trip('TR1', 'SEA', 'BOS', 100),
        back: trip('TR2', 'BOS', 'SEA', 120.5),
        bags: 3,
        insurance: 'yes',
      },
      call,
    );
    expect(price).toMatchObject({
      flight_type: 'round_trip',
      flights: [{ flight_number: 'TR1' }, { flight_number: 'TR2' }],
      fares: 44_100,
      free_bags: 2,
      nonfree_bags: 1,
      bags_cost: 5000,
      insurance_cost: 6000,
      total: 55_100,
    });
  });

  test('has no bags and no insurance unless they are wanted', () => {
    const price = bookingPrice.compute({ ...terms, trip: trip('TR1', 'SEA', 'BOS', 100) }, call);
    expect(price).toMatchObject({
      flight_type: 'one_way',
      bags: 0,
      insurance: 'no',
      insurance_offer: 6000,
      total: 20_000,
    });
  });
});

describe('a price is split', () => {
  const card: PaymentMethod = { source: 'credit_card', id: 'card', brand: 'visa', last_four: '1111' };
  const held = (source: 'gift_card' | 'certificate', amount: number): PaymentMethod => ({
    source,
    id: `${source} ${amount}`,
    amount,
  });
  const split = (total: number, ...methods: readonly PaymentMethod[]) => {
    const { payments, missing } = splitPayment.compute({ total, methods: [...methods] }, call);
    return [payments.map(({ payment_id, amount }) => `${payment_id}: ${amount}`), missing];
  };

  test('the certificate first, then gift cards, the rest on the card', () => {
    expect(
      split(60_050, card, held('gift_card', 200), held('certificate', 250), held('gift_card', 50)),
    ).toEqual([['certificate 250: 250', 'gift_card 50: 50', 'gift_card 200: 200', 'card: 100.5'], 0]);
  });

  test('what is not needed pays nothing', () => {
    expect(split(10_000, card, held('certificate', 150))).toEqual([['certificate 150: 100'], 0]);
  });

  test('what is missing is told', () => {
    expect(split(30_000, held('gift_card', 200))).toEqual([['gift_card 200: 200'], 10_000]);
    expect(split(30_000)).toEqual([[], 30_000]);
  });
});
