import { expect, test } from 'vitest';
import type { FlightOnDay, Reservation } from '../domain/shapes.ts';
import { changeCost } from './change-cost.ts';
import { changeSearches } from './change-searches.ts';
import { changedFlights, changeTrips } from './change-trips.ts';

const call = { now: new Date('2024-05-15T20:00:00Z') };
const segment = (flight_number: string, date: string, origin: string, destination: string) => ({
  flight_number,
  date,
  origin,
  destination,
  price: 100,
});
const oneWay = {
  reservation_id: 'ABC123',
  origin: 'SEA',
  destination: 'BOS',
  flight_type: 'one_way',
  cabin: 'economy',
  passengers: [{ first_name: 'Ada', last_name: 'Lind', dob: '1980-01-02' }],
  flights: [segment('TR1', '2024-05-20', 'SEA', 'DEN'), segment('TR2', '2024-05-20', 'DEN', 'BOS')],
} as unknown as Reservation;
const round = {
  ...oneWay,
  flight_type: 'round_trip',
  flights: [...oneWay.flights, segment('TR3', '2024-05-24', 'BOS', 'SEA')],
} as Reservation;
const searches = (given: Omit<Parameters<typeof changeSearches.compute>[0], 'reservation'>, of = round) => {
  const { first, second } = changeSearches.compute({ reservation: of, ...given }, call);
  return [first, second].map((some) => some.map(({ part, date }) => `${part} ${date}`));
};

test('a day of a one way trip is that of its way out', () => {
  expect(changeSearches.compute({ reservation: oneWay, date: '2024-05-22' }, call).first).toEqual([
    { part: 'outbound', origin: 'SEA', destination: 'BOS', date: '2024-05-22' },
  ]);
});

test.each([
  ['between both either is meant', { date: '2024-05-22' }, ['outbound 2024-05-22', 'return 2024-05-22'], []],
  ['before the way out it is that', { date: '2024-05-18' }, ['outbound 2024-05-18'], []],
  ['after the way back it is that', { date: '2024-05-28' }, ['return 2024-05-28'], []],
  ['the day of a part means that part', { date: '2024-05-24' }, ['return 2024-05-24'], []],
  ['a day for the way back', { return_date: '2024-05-22' }, ['return 2024-05-22'], []],
  [
    'a day for each',
    { date: '2024-05-25', return_date: '2024-05-29' },
    ['outbound 2024-05-25'],
    ['return 2024-05-29'],
  ],
  ['a part that is named', { date: '2024-05-22', which: 'return' as const }, ['return 2024-05-22'], []],
  ['from one day to another', { date: '2024-05-20', moved_to: '2024-05-19' }, ['outbound 2024-05-19'], []],
  [
    'both by a distance',
    { shift: { number: 'two', unit: 'day', way: 'later' }, which: 'both' as const },
    ['outbound 2024-05-22'],
    ['return 2024-05-26'],
  ],
  ['a booked day and a distance', { date: '2024-05-24', shift: { way: 'next' } }, ['return 2024-05-25'], []],
  ['a week earlier', { shift: { number: 'a', unit: 'week', way: 'earlier' } }, ['outbound 2024-05-13'], []],
  ['the same day', { date: '2024-05-20', shift: { way: 'same' } }, ['outbound 2024-05-20'], []],
  [
    'another day after none was left',
    { return_date: '2024-06-09', other_date: '2024-05-23' },
    ['return 2024-05-23'],
    [],
  ],
  ['nothing', {}, [], []],
])('%s', (_, given, first, second) => {
  expect(searches(given)).toEqual([first, second]);
});

test('a part of a day that has passed is not searched for', () => {
  const flown = {
    ...round,
    flights: round.flights.map((leg) => ({ ...leg, date: leg.date.replace('-20', '-10') })),
  };
  expect(searches({ date: '2024-05-18' }, flown)).toEqual([['return 2024-05-18'], []]);
});

test('the flights to ask the rules about are others', () => {
  const { others } = changeSearches.compute({ reservation: round }, call);
  expect(others.map(({ flight_number }) => flight_number)).toEqual(['TR1', 'TR2', 'TR3', 'TR1']);
});

const flight = (flight_number: string, date: string, economy: number): FlightOnDay => ({
  ...segment(flight_number, date, 'BOS', 'SEA'),
  scheduled_departure_time_est: '08:00:00',
  scheduled_arrival_time_est: '12:00:00',
  status: 'available',
  available_seats: { basic_economy: 0, economy: 1, business: 1 },
  prices: { basic_economy: 50, economy, business: 300 },
});

test('a trip takes the place of its part, and the booked one is not offered', () => {
  const found = [
    {
      part: 'return' as const,
      direct: [flight('TR9', '2024-05-24', 120), flight('TR3', '2024-05-24', 90)],
      onestop: [],
    },
  ];
  const { trips } = changeTrips.compute({ reservation: round, found, cabin: 'economy' }, call);
  expect(
    trips.map(({ id, price, all }) => [id, price, all.map(({ flight_number }) => flight_number)]),
  ).toEqual([['TR9', 120, ['TR1', 'TR2', 'TR9']]]);
  expect(changeTrips.compute({ reservation: round, found, cabin: 'basic_economy' }, call).trips).toEqual([]);
  const [trip] = trips;
  if (!trip) throw new Error('no trip');
  expect(changedFlights.compute({ reservation: round, trip, cabin: 'economy' }, call).flights).toEqual(
    trip.all,
  );
  expect(
    changedFlights.compute({ reservation: round, trip, back: trip, cabin: 'economy' }, call).flights,
  ).toEqual([...trip.flights, ...trip.flights]);
});

test('a change costs the difference for all passengers, and cards that hold less do not settle it', () => {
  const methods = {
    a: { source: 'gift_card' as const, id: 'a', amount: 30 },
    b: { source: 'gift_card' as const, id: 'b', amount: 19 },
    c: { source: 'certificate' as const, id: 'c', amount: 500 },
    d: { source: 'credit_card' as const, id: 'd', brand: 'visa', last_four: '1111' },
  };
  const found = [{ part: 'return' as const, direct: [flight('TR9', '2024-05-24', 120)], onestop: [] }];
  const [trip] = changeTrips.compute({ reservation: round, found, cabin: 'economy' }, call).trips;
  if (!trip) throw new Error('no trip');
  const cost = changeCost.compute({ reservation: round, trip, cabin: 'economy', methods }, call);
  expect([cost.more, cost.less, cost.methods.map(({ id }) => id)]).toEqual([2000, 0, ['a', 'd']]);
  const cheaper = changeCost.compute(
    { reservation: round, trip: { ...trip, price: 70 }, cabin: 'economy', methods },
    call,
  );
  expect([cheaper.more, cheaper.less, cheaper.methods.length]).toEqual([0, 3000, 3]);
});

test('in another cabin the flights that stay get another fare, and the change costs that too', () => {
  const methods = {
    a: { source: 'gift_card' as const, id: 'a', amount: 30 },
    b: { source: 'gift_card' as const, id: 'b', amount: 420 },
  };
  const found = [{ part: 'return' as const, direct: [flight('TR9', '2024-05-24', 120)], onestop: [] }];
  const [trip] = changeTrips.compute({ reservation: round, found, cabin: 'economy' }, call).trips;
  if (!trip) throw new Error('no trip');
  const cabin = 'business';
  const refaredIn = (given: Partial<Parameters<typeof changedFlights.compute>[0]>) =>
    changedFlights.compute({ reservation: round, trip, cabin, ...given }, call).refared;
  expect(refaredIn({ cabin: 'economy' })).toEqual([]);
  expect(refaredIn({ back: { ...trip, part: 'outbound' } })).toEqual([]);
  expect(refaredIn({})).toEqual([
    { flight_number: 'TR1', date: '2024-05-20' },
    { flight_number: 'TR2', date: '2024-05-20' },
  ]);
  const kept = [flight('TR1', '2024-05-20', 100), flight('TR2', '2024-05-20', 100)];
  const given = { reservation: round, trip, cabin, methods } as const;
  const cost = changeCost.compute({ ...given, refared: kept }, call);
  // 120, and 300 for each that stays, against three times 100.
  expect([cost.more, cost.less, cost.methods.map(({ id }) => id)]).toEqual([42_000, 0, ['b']]);
  // The other one is not sold any more.
  const rebooked = changeCost.compute({ ...given, refared: kept.slice(1) }, call);
  expect(rebooked.more).toBeUndefined();
  expect(rebooked.methods.map(({ id }) => id)).toEqual(['a', 'b']);
});
