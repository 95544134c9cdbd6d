import { expect, test } from 'vitest';
import { cabinFares } from './cabin-fares.ts';

const now = new Date('2024-05-15T20:00:00Z');
const flight = (economy: number, business: number) => ({
  flight_number: 'TR1',
  date: '2024-05-20',
  status: 'available',
  prices: { basic_economy: 50, economy, business },
});
const booked = [{ price: 100 }, { price: 80.5 }];

test.each([
  ['a dearer cabin', 'business', { change: 'more', difference: 43_900, passengers: 2 }],
  ['a cheaper cabin', 'basic_economy', { change: 'less', difference: 16_100, passengers: 2 }],
  ['the same price', 'economy', { change: 'same', difference: 0, passengers: 2 }],
] as const)('%s, for all passengers and flights together', (_, cabin, expected) => {
  const flights = [flight(100, 200), flight(80.5, 200)];
  expect(cabinFares.compute({ cabin, passengers: [{}, {}], booked, flights }, { now })).toEqual(expected);
});

test('a flight that is not sold any more has no price', () => {
  const flights = [flight(100, 200), { flight_number: 'TR2', status: 'landed' }];
  expect(cabinFares.compute({ cabin: 'business', passengers: [{}], booked, flights }, { now })).toEqual({
    change: 'unknown',
    difference: 0,
    passengers: 1,
  });
});
