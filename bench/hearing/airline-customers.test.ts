import { expect, test } from 'vitest';
import { airlineCustomers } from './airline-customers.ts';
import { dayWanted } from './airline-goals.ts';
import type { AirlineTask, AirlineWorld, Reservation } from './airline-material.ts';
import { taskNumbers } from './airline-material.ts';
import { reservationOf, wishesWithoutEffect } from './airline-wishes.ts';
import { fitSlots } from './fit-slots.ts';

const trip: Reservation = {
  reservation_id: 'AB12CD',
  user_id: 'ada_lind_1000',
  origin: 'BOS',
  destination: 'SEA',
  cabin: 'economy',
  flights: [{ flight_number: 'HAT001', date: '2024-05-20' }],
  passengers: [{ first_name: 'Ada', last_name: 'Lind', dob: '1980-01-02' }],
  created_at: '2024-05-01T10:00:00',
  total_baggages: 1,
};
const card = { source: 'credit_card', brand: 'visa', last_four: '4242' };
const world: AirlineWorld = {
  flights: {
    HAT001: { scheduled_departure_time_est: '11:00:00' },
    HAT002: { scheduled_departure_time_est: '14:30:00' },
  },
  reservations: { AB12CD: trip },
  users: { ada_lind_1000: { payment_methods: { credit_card_1: card }, reservations: ['AB12CD'] } },
};
const task = (reason: string, more = '', gold_actions: AirlineTask['gold_actions'] = []): AirlineTask => ({
  id: '1',
  instruction: {
    reason_for_call: reason,
    known_info: 'Your user id is ada_lind_1000.',
    task_instructions: more,
  },
  gold_actions,
});
const wishes = (reason: string, more = '') =>
  wishesWithoutEffect(task(reason, more), new Set(), world).map(({ kind, goal }) => [kind, goal.outcome]);

test('a wish that no action fulfils is found in what is asked for, not in what is not wanted', () => {
  expect(wishes('You want to cancel reservation AB12CD.', "You don't want to cancel if it costs.")).toEqual([
    ['cancel', 'refused'],
  ]);
  expect(wishes('You want to add insurance to AB12CD. You will never cancel it.')).toEqual([
    ['insurance', 'answered'],
  ]);
  expect(wishes('You want to change the date of AB12CD.', 'You pay up to $100 for it.')).toEqual([
    ['flights', 'declined'],
  ]);
});

test('a wish under a condition counts if the agent is to act on it', () => {
  const [reason, more] = [
    'You want to remove Bo from AB12CD.',
    'If it is refused, you want the agent to cancel.',
  ];
  expect(wishes(reason, more)).toEqual([
    ['passengers', 'refused'],
    ['cancel', 'refused'],
  ]);
  expect(wishes(reason, 'If it is refused, you want to cancel.')).toEqual([['passengers', 'refused']]);
});

test('a reservation is known by its code, its route, or its age', () => {
  const asked = { known: '', user: 'ada_lind_1000', world };
  expect(reservationOf({ ...asked, text: 'the flight from Boston to Seattle' })).toBe(trip);
  expect(reservationOf({ ...asked, text: 'your most recent reservation' })).toBe(trip);
  expect(reservationOf({ ...asked, text: 'the flight from Seattle' })).toBeUndefined();
});

test('a day is that which is named last, or so many days later', () => {
  expect(dayWanted('move it from May 20 to May 23', trip)).toBe('2024-05-23');
  expect(dayWanted('move it out 2 days', trip)).toBe('2024-05-22');
});

test('an effect becomes a goal with its values, and ways to say them', () => {
  const effect = {
    name: 'update_reservation_flights',
    arguments: {
      reservation_id: 'AB12CD',
      cabin: 'economy',
      flights: [{ flight_number: 'HAT002', date: '2024-05-21' }],
      payment_id: 'credit_card_1',
    },
  };
  const { simple, whole } = airlineCustomers({
    tasks: [task('You want to fly a day later with the flight at 2:30.', '', [effect])],
    world,
    openings: new Map([['1', ['Hello, I want another flight']]]),
  });
  const [goal] = simple[0]?.goals ?? [];
  expect(goal?.intent).toBe('change-flights');
  expect(goal?.slots).toMatchObject({
    reservation_id: 'AB12CD',
    date: '2024-05-21',
    trip: 'HAT002',
    method: 'credit_card_1',
  });
  expect(goal?.says).toMatchObject({
    trip: ['the one at 2:30 pm', 'HAT002'],
    method: ['the visa ending in 4242'],
  });
  expect(whole.map(({ opening }) => opening)).toEqual([
    'Hello, I want another flight',
    'Hello, I want another flight',
  ]);
  expect(whole[0]?.expected.executed).toEqual([effect]);
});

test('who leaves it to the agent which reservations are meant names none', () => {
  const effect = { name: 'cancel_reservation', arguments: { reservation_id: 'AB12CD' } };
  const { whole } = airlineCustomers({
    tasks: [task('You want to cancel all flights longer than 9 hours.', '', [effect])],
    world,
    openings: new Map(),
  });
  expect(whole[0]?.goals[0]?.slots).toEqual({});
  expect(whole[0]?.opening).toBe('I want to cancel all flights longer than 9 hours.');
});

test('a value is said to a slot of another name that is for the same', () => {
  const [customer] = airlineCustomers({
    tasks: [task('You want to cancel reservation AB12CD.')],
    world,
    openings: new Map(),
  }).simple;
  if (!customer) throw new Error('no customer');
  const [goal] = fitSlots(customer, [
    { name: 'why_cancelled', type: 'choice' },
    { name: 'booking_code', type: 'id' },
    { name: 'address', type: 'address' },
  ]).goals;
  expect(goal?.slots).toMatchObject({ why_cancelled: 'change_of_plan', booking_code: 'AB12CD' });
  expect(goal?.says?.['why_cancelled']).toEqual(goal?.says?.['cancel_reason']);
  expect(goal?.slots).not.toHaveProperty('address');
});

test('a recorded customer belongs to the task that their words are about, or to none', () => {
  const said = (content: string) => [{ role: 'user', content: `${content} I am ada_lind_1000.` }];
  const tasks = [
    task('You want to cancel reservation AB12CD.'),
    { ...task('You want a baggage refund.'), id: '2' },
  ];
  const numbers = taskNumbers(
    [
      { task_id: 7, messages: said('Please cancel reservation AB12CD.') },
      { task_id: 8, messages: said('How many suitcases may my brother bring?') },
    ],
    tasks,
  );
  expect([...numbers]).toEqual([[7, '1']]);
});
