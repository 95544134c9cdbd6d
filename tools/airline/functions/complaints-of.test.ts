import { expect, test } from 'vitest';
import { complaintsOf } from './complaints-of.ts';

const now = new Date('2024-05-15T20:00:00Z');
const flight = (flight_number: string, status: string) => ({ flight_number, date: '2024-05-15', status });

test('each cancelled and each delayed flight can be complained about, for all passengers', () => {
  const facts = complaintsOf.compute(
    {
      reservation_id: 'AB12CD',
      passengers: [{}, {}],
      flights: [flight('TR1', 'on time'), flight('TR2', 'cancelled'), flight('TR3', 'delayed')],
    },
    { now },
  );
  expect(facts).toEqual({
    complaints: [
      {
        type: 'cancelled',
        reservation_id: 'AB12CD',
        flight_number: 'TR2',
        date: '2024-05-15',
        certificate: 200,
      },
      {
        type: 'delayed',
        reservation_id: 'AB12CD',
        flight_number: 'TR3',
        date: '2024-05-15',
        certificate: 100,
      },
    ],
  });
});

test('a flight that is not in the timetable is no complaint', () => {
  const given = { reservation_id: 'AB12CD', passengers: [{}], flights: [{}, flight('TR1', 'available')] };
  expect(complaintsOf.compute(given, { now })).toEqual({ complaints: [] });
});
