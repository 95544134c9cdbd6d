import { describe, expect, test } from 'vitest';
import type { World } from '../../core/ports/records.ts';
import { NotDone } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import {
  airline,
  bookable,
  booking,
  CARD,
  CERTIFICATE,
  call,
  GIFT_CARD,
  LENA,
  lena,
  withCertificate,
  withDay,
} from '../../test/airline-harness.ts';

const day = '2024-05-21';
const total = booking().payment_methods.reduce((sum, { amount }) => sum + amount, 0);
const full = { ...bookable('TR104', day), available_seats: { basic_economy: 9, economy: 0, business: 9 } };
const business = [
  { flight_number: 'TR101', date: '2024-05-20' },
  { flight_number: 'TR102', date: '2024-05-24' },
];
const change = { reservation_id: 'LMBUS1', cabin: 'business', flights: business, payment_id: CARD };
const flownFlights = [
  { flight_number: 'TR105', date: '2024-05-10' },
  { flight_number: 'TR106', date: '2024-05-19' },
];
const bags = { reservation_id: 'LMECO8', total_baggages: 5, nonfree_baggages: 2, payment_id: CARD };
const six = Array.from({ length: 6 }, () => LENA);

interface Case {
  readonly name: string;
  readonly args: JsonObject;
  readonly why: string;
  readonly overrides?: World;
}

const book = (why: string, changes: { readonly [name: string]: Json }, overrides?: World): Case => ({
  name: 'book_reservation',
  args: booking(changes),
  why,
  ...(overrides ? { overrides } : {}),
});
const update = (why: string, changes: { readonly [name: string]: Json }): Case => ({
  name: 'update_reservation_flights',
  args: { ...change, ...changes },
  why,
});

const cases: readonly Case[] = [
  book('the payments do not add up', { payment_methods: [{ payment_id: CARD, amount: total - 0.01 }] }),
  book('nothing is paid', { payment_methods: [] }),
  book("another customer's card", {
    payment_methods: [{ payment_id: 'credit_card_2000004', amount: total }],
  }),
  book('a gift card that holds too little', { payment_methods: [{ payment_id: GIFT_CARD, amount: total }] }),
  book('a method named twice', {
    payment_methods: [
      { payment_id: CARD, amount: 1 },
      { payment_id: CARD, amount: total - 1 },
    ],
  }),
  book('a certificate of less', {
    payment_methods: [
      { payment_id: CERTIFICATE, amount: 151 },
      { payment_id: CARD, amount: total - 151 },
    ],
  }),
  book(
    'two certificates',
    {
      payment_methods: [
        { payment_id: CERTIFICATE, amount: 120 },
        { payment_id: 'certificate_2', amount: 30 },
        { payment_id: CARD, amount: total - 150 },
      ],
    },
    withCertificate('certificate_2', 30),
  ),
  book('too few bags to pay for', {
    nonfree_baggages: 0,
    payment_methods: [{ payment_id: CARD, amount: total - 50 }],
  }),
  book('six passengers', { passengers: six }),
  book('a full cabin', {}, withDay('TR104', day, full)),
  book('a cancelled flight', {}, withDay('TR104', day, { status: 'cancelled' })),
  book('a day without the flight', { flights: [{ flight_number: 'TR103', date: '2024-07-01' }] }),
  book('flights that end elsewhere', { destination: 'DEN' }),
  book('flights that do not connect', {
    flights: [
      { flight_number: 'TR104', date: day },
      { flight_number: 'TR103', date: day },
    ],
  }),
  book('a flight that leaves before the first lands', {
    flights: [
      { flight_number: 'TR103', date: '2024-05-22' },
      { flight_number: 'TR104', date: day },
    ],
  }),
  book('a round trip without a way back', { flight_type: 'round_trip' }),
  book('an unknown customer', { user_id: 'nobody_1' }),
  book('an argument that the tool does not declare', { discount: 10 }),
  { name: 'cancel_reservation', args: { reservation_id: 'LMFLN4' }, why: 'a flight has left' },
  { name: 'cancel_reservation', args: { reservation_id: 'ZZZZZZ' }, why: 'no such reservation' },
  {
    name: 'cancel_reservation',
    args: { reservation_id: 'LMBUS1' },
    why: 'a malformed reservation',
    overrides: { reservations: { LMBUS1: { user_id: lena } } },
  },
  update('nothing changes', {}),
  update('another destination', { flights: [{ flight_number: 'TR103', date: '2024-05-20' }] }),
  update('no way back', { flights: business.slice(0, 1) }),
  update('a certificate', { cabin: 'economy', payment_id: CERTIFICATE }),
  update('a method that is not in the profile', { cabin: 'economy', payment_id: 'credit_card_2000004' }),
  update('another flight in basic economy', {
    reservation_id: 'LMBAS3',
    cabin: 'basic_economy',
    flights: [{ flight_number: 'TR105', date: '2024-05-24' }],
  }),
  update('another cabin after a flight was flown', {
    reservation_id: 'LMFLN4',
    flights: flownFlights,
  }),
  update('a flown flight left out', {
    reservation_id: 'LMFLN4',
    cabin: 'economy',
    flights: [{ flight_number: 'TR105', date: '2024-05-18' }, ...flownFlights.slice(1)],
  }),
  {
    name: 'update_reservation_baggages',
    args: { ...bags, nonfree_baggages: 1 },
    why: 'a bag too few to pay for',
  },
  { name: 'update_reservation_baggages', args: { ...bags, payment_id: CERTIFICATE }, why: 'a certificate' },
  {
    name: 'update_reservation_baggages',
    args: { ...bags, total_baggages: 8, nonfree_baggages: 5, payment_id: GIFT_CARD },
    why: 'a gift card that holds too little',
  },
  {
    name: 'update_reservation_baggages',
    args: { ...bags, reservation_id: 'LMBUS1', total_baggages: 1, nonfree_baggages: 0 },
    why: 'a bag fewer',
  },
  {
    name: 'update_reservation_passengers',
    args: { reservation_id: 'LMINS2', passengers: [LENA] },
    why: 'a passenger fewer',
  },
  { name: 'send_certificate', args: { user_id: 'nobody_1', amount: 100 }, why: 'an unknown customer' },
  { name: 'send_certificate', args: { user_id: lena, amount: -100 }, why: 'a negative amount' },
];

const cancelled = ['LMBUS1', 'LMECO8', 'LMINS2'];

describe('what a rule should have stopped is refused, and nothing of it happens', () => {
  test.each(cases)('$name: $why', async ({ name, args, overrides }) => {
    const { records, tool } = airline(overrides);
    const before = await everything(records);
    await expect(tool(name).run(args, call())).rejects.toThrow(NotDone);
    await expect(tool(name).preview?.(args, call())).rejects.toThrow(NotDone);
    expect(await everything(records)).toEqual(before);
  });

  test.each([
    ['update_reservation_flights', { ...change, cabin: 'economy' }],
    ['update_reservation_baggages', bags],
    ['update_reservation_passengers', { reservation_id: 'LMINS2', passengers: [LENA, LENA] }],
  ])('%s does nothing to a cancelled reservation', async (name, args) => {
    const { tool } = airline();
    for (const id of cancelled) await tool('cancel_reservation').run({ reservation_id: id }, call(id));
    await expect(tool(name).run(args, call())).rejects.toThrow('is cancelled');
  });
});

async function everything({ list }: ReturnType<typeof airline>['records']) {
  return await Promise.all(['users', 'reservations', 'flights'].map((collection) => list(collection)));
}
