import { expect, test } from 'vitest';
import type { FlightOnDay } from '../domain/shapes.ts';
import { routesBetween } from './routes-between.ts';
import { tripsFound } from './trips-found.ts';

const call = { now: new Date('2024-05-15T20:00:00Z') };
const flight = (flight_number: string, leaves: string, lands: string, economy = 100): FlightOnDay => ({
  flight_number,
  origin: 'SEA',
  destination: 'BOS',
  scheduled_departure_time_est: `${leaves}:00`,
  scheduled_arrival_time_est: lands,
  date: '2024-05-20',
  status: 'available',
  available_seats: { basic_economy: 0, economy: 2, business: 5 },
  prices: { basic_economy: 50, economy, business: 300 },
});
const early = flight('TR1', '06:00', '09:00:00', 150);
const noon = flight('TR2', '12:00', '15:00:00', 120);
const late = flight('TR3', '21:30', '00:30:00+1', 90);
const first = { ...flight('TR4', '07:00', '08:00:00', 40), destination: 'DEN' } as FlightOnDay;
const second = { ...flight('TR5', '10:00', '13:00:00', 45), origin: 'DEN' } as FlightOnDay;
const found = [{ direct: [late, early, noon], onestop: [[first, second]] }];
type Wanted = Omit<Parameters<typeof tripsFound.compute>[0], 'found'>;
const numbers = (wanted: Wanted) => tripsFound.compute({ found, ...wanted }, call).trips.map(({ id }) => id);

test('direct trips come first, by when they leave', () => {
  expect(numbers({})).toEqual(['TR1', 'TR2', 'TR3', 'TR4 TR5']);
});

test('a trip tells its times, its way, and the fares of cabins with seats', () => {
  const { trips } = tripsFound.compute({ found, cabin: 'economy' }, call);
  expect(trips[2]).toMatchObject({
    departs: '21:30',
    arrives: '00:30 on 2024-05-21',
    way: 'direct',
    fares: { economy: '$90.00', business: '$300.00' },
  });
  expect(trips[3]).toMatchObject({
    name: 'TR4 and TR5',
    way: 'one stop in DEN',
    price: 85,
    flights: [
      { flight_number: 'TR4', date: '2024-05-20' },
      { flight_number: 'TR5', date: '2024-05-20' },
    ],
  });
});

test('only trips with seats for all in the cabin are found', () => {
  expect(numbers({ cabin: 'basic_economy' })).toEqual([]);
  expect(numbers({ cabin: 'economy', seats: 3 })).toEqual([]);
  expect(numbers({ seats: 6 })).toEqual([]);
});

test('trips are narrowed by stops and hours, and ordered', () => {
  expect(numbers({ stops: 'one_stop' })).toEqual(['TR4 TR5']);
  expect(numbers({ stops: 'direct', hours: { after: '11am', before: '' } })).toEqual(['TR2', 'TR3']);
  expect(numbers({ hours: { after: '', before: 'noon' } })).toEqual(['TR1', 'TR4 TR5']);
  expect(numbers({ hours: { part: 'evening' } })).toEqual(['TR3']);
  expect(numbers({ order: 'cheapest', cabin: 'economy' })).toEqual(['TR4 TR5', 'TR3', 'TR2', 'TR1']);
  expect(numbers({ order: 'latest' })).toEqual(['TR3', 'TR2', 'TR4 TR5', 'TR1']);
});

test('five are said, and how many there are besides', () => {
  const many = Array.from({ length: 40 }, (_, number) => flight(`TR${number + 100}`, '09:00', '12:00:00'));
  const { said, more, others } = tripsFound.compute(
    { found: [{ direct: [...many, late], onestop: [] }], hours: { before: '10 am' } },
    call,
  );
  expect([said.length, more, others]).toEqual([5, 35, 1]);
});

test('a city is all of its airports, and no way leads from an airport to itself', () => {
  const routes = (from: string, to: string) =>
    routesBetween
      .compute({ from, to, date: '2024-05-20' }, call)
      .routes.map(({ origin, destination }) => `${origin}-${destination}`);
  expect(routes('NYC', 'SEA')).toEqual(['JFK-SEA', 'LGA-SEA', 'EWR-SEA']);
  expect(routes('JFK', 'NYC')).toEqual(['JFK-LGA', 'JFK-EWR']);
  expect(routes('SEA', 'SEA')).toEqual([]);
});
