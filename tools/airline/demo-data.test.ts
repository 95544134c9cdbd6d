import { describe, expect, test } from 'vitest';
import { contentHash } from '../../core/values/json.ts';
import { toCents } from '../shared/money.ts';
import { seed } from './demo-data.ts';
import { requireAllowance } from './domain/baggage.ts';
import { priceOf } from './domain/booking.ts';
import { requireJourney } from './domain/journey.ts';
import { viewOver } from './domain/records-view.ts';
import { Airport, Flight, Reservation, User } from './domain/shapes.ts';

const NOW = '2024-05-15T15:00:00';
const world = seed();
const all = <T>(collection: string, shape: { parse(value: unknown): T }) =>
  Object.entries(world[collection] ?? {}).map(([id, record]) => ({ id, record: shape.parse(record) }));
const airports = all('airports', Airport);
const flights = all('flights', Flight);
const users = all('users', User);
const reservations = all('reservations', Reservation);
const view = viewOver((collection, id) => world[collection]?.[id]);
const days = flights.flatMap(({ record }) =>
  Object.entries(record.dates).map(([date, day]) => ({ flight: record, date, day })),
);

describe('the demo airline', () => {
  test('is the same every time', () => {
    expect(contentHash(seed())).toBe(contentHash(world));
  });

  test('has 20 airports, 150 flights, 150 customers and 300 reservations or more', () => {
    expect(airports.length).toBeGreaterThanOrEqual(20);
    expect(flights.length).toBeGreaterThanOrEqual(150);
    expect(users.length).toBeGreaterThanOrEqual(150);
    expect(reservations.length).toBeGreaterThanOrEqual(300);
    expect(new Set(users.map(({ record }) => record.membership)).size).toBe(3);
    expect(
      new Set(reservations.map(({ record }) => `${record.cabin} ${record.flight_type} ${record.insurance}`))
        .size,
    ).toBe(12);
  });

  test('flies between its airports every day of May, in every status', () => {
    const codes = airports.map(({ id }) => id);
    for (const { id, record } of flights) {
      expect(codes, id).toContain(record.origin);
      expect(codes, id).toContain(record.destination);
      expect([Object.keys(record.dates).length, Object.keys(record.dates).at(-1)]).toEqual([
        32,
        '2024-06-01',
      ]);
    }
    expect(new Set(days.map(({ day }) => day.status)).size).toBe(6);
  });

  test("tells each flight's status by the airline's clock", () => {
    for (const { flight, date, day } of days) {
      const where = `${flight.flight_number} ${date}`;
      if (day.status === 'available') expect(date > NOW.slice(0, 10), where).toBe(true);
      if (day.status === 'landed') expect(String(day['actual_arrival_time_est']) <= NOW, where).toBe(true);
      if (day.status !== 'flying') continue;
      expect(String(day['actual_departure_time_est']) <= NOW, where).toBe(true);
      expect(String(day['estimated_arrival_time_est']) > NOW, where).toBe(true);
    }
  });

  test('has ids that name one thing each', () => {
    const methods = users.flatMap(({ record }) => Object.keys(record.payment_methods));
    const emails = users.map(({ record }) => record.email);
    for (const ids of [methods, emails]) expect(new Set(ids).size).toBe(ids.length);
  });

  test("has every reservation once under its owner, paid by the owner's own methods", () => {
    const listed = users.flatMap(({ id, record }) => record.reservations.map((each) => `${id} ${each}`));
    expect(listed.sort()).toEqual(reservations.map(({ id, record }) => `${record.user_id} ${id}`).sort());
    for (const { id, record } of reservations) {
      const { payment_methods } = view.user(record.user_id);
      expect(
        record.payment_history.every(({ payment_id }) => payment_methods[payment_id]),
        id,
      ).toBe(true);
    }
  });

  test('has every reservation make its journey, after it was made, with the bags that its owner may have', () => {
    for (const { id, record } of reservations) {
      expect(() => requireJourney(view, record, record.flights), id).not.toThrow();
      expect(() => requireAllowance(view.user(record.user_id), record), id).not.toThrow();
      expect(record.created_at < `${record.flights[0]?.date}`, id).toBe(true);
      expect(record.created_at < NOW, id).toBe(true);
    }
  });

  test('has every reservation paid for what it holds, and a cancelled one paid back', () => {
    for (const { id, record } of reservations) {
      const paid = record.payment_history.reduce((sum, { amount }) => sum + toCents(amount), 0);
      expect(paid, id).toBe(record['status'] === 'cancelled' ? 0 : priceOf(record));
    }
  });

  test('has the customers and reservations of the documentation', () => {
    const known = reservations
      .filter(({ record }) => ['lena_marsh_2001', 'omar_diaz_2002'].includes(record.user_id))
      .map(({ id, record }) =>
        [
          id,
          record.cabin,
          record.payment_history[0]?.amount,
          ...record.flights.map(
            ({ flight_number, date }) =>
              `${flight_number} ${date} ${view.flight(flight_number).dates[date]?.status}`,
          ),
        ].join(' | '),
      );
    expect(known.join('\n')).toMatchInlineSnapshot(`
      "LMBUS1 | business | 927 | TR101 2024-05-20 available | TR102 2024-05-24 available
      LMINS2 | economy | 674 | TR103 2024-05-21 available | TR104 2024-05-21 available
      LMBAS3 | basic_economy | 90 | TR105 2024-05-23 available
      LMFLN4 | economy | 307 | TR105 2024-05-10 landed | TR106 2024-05-19 available
      LMDLY5 | economy | 302 | TR107 2024-05-15 delayed
      LMNEW6 | economy | 100 | TR108 2024-05-28 available
      LMCXL7 | economy | 149 | TR109 2024-05-22 cancelled
      LMECO8 | economy | 221 | TR101 2024-05-29 available
      ODECO1 | economy | 176 | TR110 2024-05-26 available
      ODDLY2 | economy | 151 | TR107 2024-05-15 delayed"
    `);
  });
});
