import { describe, expect, test } from 'vitest';
import {
  airline,
  bookable,
  booking,
  CARD,
  CERTIFICATE,
  call,
  GIFT_CARD,
  holds,
  LENA,
  lena,
  reservation,
  seatsLeft,
} from '../../../test/airline-harness.ts';
import type { Reservation, User } from './shapes.ts';

describe('book_reservation', () => {
  test('makes a reservation of the customer, charges, takes seats, and uses a certificate up', async () => {
    const { records, tool } = airline();
    const args = booking();
    const made = (await tool('book_reservation').run(args, call())) as Reservation;
    const { user_id, flights, payment_methods, ...terms } = args;
    expect(made).toEqual({
      ...terms,
      user_id,
      reservation_id: made.reservation_id,
      created_at: '2024-05-15T15:00:00',
      flights: [
        {
          ...flights[0],
          origin: 'SEA',
          destination: 'DEN',
          price: bookable('TR103', '2024-05-21').prices.economy,
        },
        {
          ...flights[1],
          origin: 'DEN',
          destination: 'AUS',
          price: bookable('TR104', '2024-05-21').prices.economy,
        },
      ],
      payment_history: payment_methods,
    });
    expect(made.reservation_id).toMatch(/^[A-Z0-9]{6}$/);
    expect(await records.get('reservations', made.reservation_id)).toEqual(made);
    const user = (await records.get('users', lena)) as User;
    expect(user.reservations.at(-1)).toBe(made.reservation_id);
    expect(await holds(records, CERTIFICATE)).toBeUndefined();
    const before = bookable('TR104', '2024-05-21').available_seats;
    expect(await seatsLeft(records, 'TR104', '2024-05-21')).toEqual({
      ...before,
      economy: before.economy - 1,
    });
  });

  test('is one booking under one key, and another under another', async () => {
    const { tool } = airline();
    const args = booking({
      payment_methods: [
        { payment_id: CARD, amount: booking().payment_methods.reduce((sum, { amount }) => sum + amount, 0) },
      ],
    });
    const first = (await tool('book_reservation').run(args, call())) as Reservation;
    expect(await tool('book_reservation').run(args, call())).toEqual(first);
    const second = (await tool('book_reservation').run(args, call('other'))) as Reservation;
    expect(second.reservation_id).not.toBe(first.reservation_id);
  });
});

describe('cancel_reservation', () => {
  test('gives money and seats back, and cancels once', async () => {
    const { records, tool } = airline();
    const before = reservation('LMBUS1');
    const after = await tool('cancel_reservation').run({ reservation_id: 'LMBUS1' }, call());
    expect(after).toEqual({
      ...before,
      status: 'cancelled',
      payment_history: [...before.payment_history, { payment_id: CARD, amount: -927 }],
    });
    const seats = bookable('TR101', '2024-05-20').available_seats;
    expect(await seatsLeft(records, 'TR101', '2024-05-20')).toEqual({
      ...seats,
      business: seats.business + 1,
    });
    expect(await tool('cancel_reservation').run({ reservation_id: 'LMBUS1' }, call())).toEqual(after);
    await expect(
      tool('cancel_reservation').run({ reservation_id: 'LMBUS1' }, call('other')),
    ).rejects.toThrow();
  });

  test('notes what goes back to each method, which arrives days later', async () => {
    const { records, tool } = airline();
    const made = (await tool('book_reservation').run(booking(), call('one'))) as Reservation;
    const { payment_history } = (await tool('cancel_reservation').run(
      { reservation_id: made.reservation_id },
      call('two'),
    )) as Reservation;
    const paid = made.payment_history.map(({ payment_id, amount }) => ({ payment_id, amount: -amount }));
    expect(payment_history).toEqual([...made.payment_history, ...paid]);
    expect(await holds(records, CERTIFICATE)).toBeUndefined();
    await tool('cancel_reservation').run({ reservation_id: 'LMDLY5' }, call('three'));
    expect(await holds(records, GIFT_CARD)).toBe(240);
  });

  test('refunds what is left after an earlier refund to another method', async () => {
    const { records, tool } = airline();
    const down = {
      reservation_id: 'LMECO8',
      cabin: 'basic_economy',
      flights: [{ flight_number: 'TR101', date: '2024-05-29' }],
      payment_id: GIFT_CARD,
    };
    await tool('update_reservation_flights').run(down, call('one'));
    const { payment_history } = (await tool('cancel_reservation').run(
      { reservation_id: 'LMECO8' },
      call('two'),
    )) as Reservation;
    expect(payment_history).toEqual([
      { payment_id: CARD, amount: 221 },
      { payment_id: GIFT_CARD, amount: -71 },
      { payment_id: CARD, amount: -150 },
    ]);
    expect(await holds(records, GIFT_CARD)).toBe(311);
  });
});

describe('update_reservation_flights', () => {
  const kept = { flight_number: 'TR101', date: '2024-05-20' };
  const moved = { flight_number: 'TR102', date: '2024-05-27' };
  const change = { reservation_id: 'LMBUS1', cabin: 'business', flights: [kept, moved], payment_id: CARD };

  test('keeps the fare of a kept flight, and settles the difference of the others', async () => {
    const { records, tool } = airline();
    const before = reservation('LMBUS1');
    const price = bookable('TR102', '2024-05-27').prices.business;
    const after = (await tool('update_reservation_flights').run(change, call())) as Reservation;
    expect(after.flights).toEqual([before.flights[0], { ...before.flights[1], date: '2024-05-27', price }]);
    expect(after.payment_history.slice(1)).toEqual([
      { payment_id: CARD, amount: price - (before.flights[1]?.price ?? 0) },
    ]);
    const given = bookable('TR102', '2024-05-24').available_seats.business;
    expect((await seatsLeft(records, 'TR102', '2024-05-24'))?.business).toBe(given + 1);
    const taken = bookable('TR102', '2024-05-27').available_seats.business;
    expect((await seatsLeft(records, 'TR102', '2024-05-27'))?.business).toBe(taken - 1);
    expect((await seatsLeft(records, 'TR101', '2024-05-20'))?.business).toBe(
      bookable('TR101', '2024-05-20').available_seats.business,
    );
  });

  test('prices every flight anew in another cabin, for every passenger', async () => {
    const { records, tool } = airline();
    const flights = reservation('LMINS2').flights.map(({ flight_number, date }) => ({ flight_number, date }));
    const args = { reservation_id: 'LMINS2', cabin: 'business', flights, payment_id: CARD };
    const after = (await tool('update_reservation_flights').run(args, call())) as Reservation;
    const [one, two] = flights.map((leg) => bookable(leg.flight_number, leg.date).prices);
    const cost =
      ((one?.business ?? 0) + (two?.business ?? 0) - (one?.economy ?? 0) - (two?.economy ?? 0)) * 2;
    expect([after.cabin, after.payment_history[1]?.amount]).toEqual(['business', cost]);
    const seats = bookable('TR103', '2024-05-21').available_seats;
    expect(await seatsLeft(records, 'TR103', '2024-05-21')).toEqual({
      ...seats,
      economy: seats.economy + 2,
      business: seats.business - 2,
    });
  });

  test('basic economy changes its cabin', async () => {
    const { tool } = airline();
    const flights = [{ flight_number: 'TR105', date: '2024-05-23' }];
    const args = { reservation_id: 'LMBAS3', cabin: 'economy', flights, payment_id: GIFT_CARD };
    expect(await tool('update_reservation_flights').run(args, call())).toMatchObject({ cabin: 'economy' });
  });

  test('changes the way back when the way there is flown', async () => {
    const { tool } = airline();
    const flights = [
      { flight_number: 'TR105', date: '2024-05-10' },
      { flight_number: 'TR106', date: '2024-05-21' },
    ];
    const args = { reservation_id: 'LMFLN4', cabin: 'economy', flights, payment_id: CARD };
    expect(await tool('update_reservation_flights').run(args, call())).toMatchObject({ flights });
  });
});

describe('update_reservation_baggages', () => {
  test.each([
    { total: 3, nonfree: 0, paid: [] },
    { total: 5, nonfree: 2, paid: [{ payment_id: GIFT_CARD, amount: 100 }] },
  ])('$total bags, $nonfree of them not free', async ({ total, nonfree, paid }) => {
    const { records, tool } = airline();
    const args = {
      reservation_id: 'LMECO8',
      total_baggages: total,
      nonfree_baggages: nonfree,
      payment_id: GIFT_CARD,
    };
    const after = (await tool('update_reservation_baggages').run(args, call())) as Reservation;
    expect([after.total_baggages, after.nonfree_baggages]).toEqual([total, nonfree]);
    expect(after.payment_history.slice(1)).toEqual(paid);
    expect(await holds(records, GIFT_CARD)).toBe(240 - nonfree * 50);
  });
});

describe('update_reservation_passengers', () => {
  test('changes who flies and nothing else', async () => {
    const { tool } = airline();
    const passengers = [LENA, { first_name: 'Ida', last_name: 'Lund', dob: '1999-01-31' }];
    const args = { reservation_id: 'LMINS2', passengers };
    expect(await tool('update_reservation_passengers').run(args, call())).toEqual({
      ...reservation('LMINS2'),
      passengers,
    });
  });
});

describe('send_certificate', () => {
  test('adds one payment method under one key, to the cent', async () => {
    const { records, tool } = airline();
    const args = { user_id: lena, amount: 100.004 };
    const sent = await tool('send_certificate').run(args, call());
    expect(await tool('send_certificate').run(args, call())).toEqual(sent);
    await tool('send_certificate').run(args, call('other'));
    const { payment_methods } = (await records.get('users', lena)) as User;
    const { id } = sent as { id: string };
    expect(id).toMatch(/^certificate_\d{7}$/);
    expect(payment_methods[id]).toEqual({ source: 'certificate', id, amount: 100 });
    expect(Object.keys(payment_methods)).toHaveLength(5);
  });
});
