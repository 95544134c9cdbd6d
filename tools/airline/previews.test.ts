import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/values/json.ts';
import { airline, booking, CARD, call, GIFT_CARD, LENA, lena } from '../../test/airline-harness.ts';

describe('previews', () => {
  const shown = async (name: string, args: JsonObject) => {
    const preview = await airline().tool(name).preview?.(args, call());
    return [preview?.title, ...(preview?.lines ?? [])].join('\n');
  };

  test('a booking names flights, passengers, bags, insurance, the price, and who pays what', async () => {
    expect(await shown('book_reservation', booking())).toMatchInlineSnapshot(`
      "Book flights from SEA to AUS
      This books: TR103 from SEA to DEN on 2024-05-21, economy, $164.00 a passenger.
      This books: TR104 from DEN to AUS on 2024-05-21, economy, $143.00 a passenger.
      Will fly: Lena Marsh (born 1986-03-12).
      Checked bags: 4, 1 of them not free.
      Travel insurance: $30.00 a passenger.
      The price for 1 passenger is $387.00.
      You pay $120.00 with your travel certificate.
      The remaining $30.00 of the certificate are lost.
      You pay $267.00 with your Visa ending in 5512."
    `);
  });

  test('a cancellation names flights, the amount, and where and when it goes', async () => {
    expect(await shown('cancel_reservation', { reservation_id: 'LMBUS1' })).toMatchInlineSnapshot(`
      "Cancel reservation LMBUS1
      This cancels: TR101 from SEA to BOS on 2024-05-20.
      This cancels: TR102 from BOS to SEA on 2024-05-24.
      For 1 passenger in business.
      $927.00 will be refunded to your Visa ending in 5512 within 5 to 7 business days."
    `);
  });

  test('a change of flights names what is given up and booked, and what it costs', async () => {
    const flights = [
      { flight_number: 'TR101', date: '2024-05-20' },
      { flight_number: 'TR102', date: '2024-05-27' },
    ];
    const args = { reservation_id: 'LMBUS1', cabin: 'business', flights, payment_id: CARD };
    expect(await shown('update_reservation_flights', args)).toMatchInlineSnapshot(`
      "Change the flights of reservation LMBUS1
      This gives up: TR102 from BOS to SEA on 2024-05-24, business.
      This books: TR102 from BOS to SEA on 2024-05-27, business.
      For 1 passenger.
      You pay $93.00 with your Visa ending in 5512."
    `);
  });

  test('a cheaper cabin is refunded', async () => {
    const flights = [{ flight_number: 'TR101', date: '2024-05-29' }];
    const args = { reservation_id: 'LMECO8', cabin: 'basic_economy', flights, payment_id: GIFT_CARD };
    expect(await shown('update_reservation_flights', args)).toMatchInlineSnapshot(`
      "Change the flights of reservation LMECO8
      This gives up: TR101 from SEA to BOS on 2024-05-29, economy.
      This books: TR101 from SEA to BOS on 2024-05-29, basic economy.
      For 1 passenger.
      $71.00 will be refunded to your gift card within 5 to 7 business days."
    `);
  });

  test('bags name how many and what they cost', async () => {
    const args = { reservation_id: 'LMECO8', total_baggages: 5, nonfree_baggages: 2, payment_id: CARD };
    expect(await shown('update_reservation_baggages', args)).toMatchInlineSnapshot(`
      "Add checked bags to reservation LMECO8
      This adds 5 checked bags: 5 in all, 2 of them not free.
      You pay $100.00 with your Visa ending in 5512.
      Bags cannot be removed later."
    `);
    expect(
      await shown('update_reservation_baggages', { ...args, total_baggages: 1, nonfree_baggages: 0 }),
    ).toContain('This costs nothing.');
  });

  test('a change of passengers names all of them, before and after', async () => {
    const passengers = [LENA, { first_name: 'Ida', last_name: 'Lund', dob: '1999-01-31' }];
    expect(
      await shown('update_reservation_passengers', { reservation_id: 'LMINS2', passengers }),
    ).toMatchInlineSnapshot(`
      "Change the passengers of reservation LMINS2
      Will fly: Lena Marsh (born 1986-03-12).
      Will fly: Ida Lund (born 1999-01-31).
      It was: Lena Marsh (born 1986-03-12).
      It was: Tobias Marsh (born 1984-11-02)."
    `);
  });

  test('a certificate names who gets it and how much', async () => {
    expect(await shown('send_certificate', { user_id: lena, amount: 100 })).toMatchInlineSnapshot(`
      "Send a travel certificate
      Lena Marsh gets a travel certificate of $100.00.
      It pays for one later booking."
    `);
  });
});
