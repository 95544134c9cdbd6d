import { z } from 'zod';
import { money } from '../../../core/values/money.ts';

const Dollars = money('USD');

/** The three cabin classes. */
export const Cabin = z.enum(['basic_economy', 'economy', 'business']);

const SeatsByCabin = z.object({ basic_economy: z.number(), economy: z.number(), business: z.number() });

/** The price of a seat in each cabin. */
const PricesByCabin = z.object({ basic_economy: Dollars, economy: Dollars, business: Dollars });

/** A flight on one day; only an available one has seats and prices. Times are EST, without an offset. */
export const FlightDay = z.discriminatedUnion('status', [
  z
    .object({ status: z.literal('available'), available_seats: SeatsByCabin, prices: PricesByCabin })
    .catchall(z.json()),
  z.object({ status: z.enum(['on time', 'delayed', 'flying', 'landed', 'cancelled']) }).catchall(z.json()),
]);

/** A flight with every day it is planned for; an arrival after midnight ends in `+1`. */
export const Flight = z
  .object({
    flight_number: z.string(),
    origin: z.string(),
    destination: z.string(),
    scheduled_departure_time_est: z.string(),
    scheduled_arrival_time_est: z.string(),
    dates: z.record(z.string(), FlightDay),
  })
  .catchall(z.json());

/** A flight on one day, as flows read it; seats and prices where it is available. */
export const FlightOnDay = Flight.omit({ dates: true }).extend({
  date: z.string(),
  status: z.string(),
  available_seats: SeatsByCabin.optional(),
  prices: PricesByCabin.optional(),
});

/** One flight of a reservation, at the fare it was booked for, in dollars a passenger. */
export const Segment = z
  .object({
    flight_number: z.string(),
    origin: z.string(),
    destination: z.string(),
    date: z.string(),
    price: Dollars,
  })
  .catchall(z.json());

/** Somebody who flies. */
export const Passenger = z
  .object({ first_name: z.string(), last_name: z.string(), dob: z.string() })
  .catchall(z.json());

/** A reservation; a cancelled one has `status: cancelled`, others have no status. Refunds are negative amounts. */
export const Reservation = z
  .object({
    reservation_id: z.string(),
    user_id: z.string(),
    origin: z.string(),
    destination: z.string(),
    flight_type: z.enum(['one_way', 'round_trip']),
    cabin: Cabin,
    flights: z.array(Segment),
    passengers: z.array(Passenger),
    payment_history: z.array(z.object({ payment_id: z.string(), amount: Dollars }).catchall(z.json())),
    created_at: z.string(),
    total_baggages: z.number(),
    nonfree_baggages: z.number(),
    insurance: z.enum(['yes', 'no']),
  })
  .catchall(z.json());

/** A reservation as flows read it. */
export const ReservationDetails = Reservation.extend({ status: z.literal('cancelled').optional() });

/** A travel certificate, which pays for a booking. */
export const Certificate = z
  .object({ source: z.literal('certificate'), id: z.string(), amount: Dollars })
  .catchall(z.json());

/** A way to pay; gift cards and travel certificates hold dollars. */
export const PaymentMethod = z.discriminatedUnion('source', [
  z
    .object({ source: z.literal('credit_card'), id: z.string(), brand: z.string(), last_four: z.string() })
    .catchall(z.json()),
  z.object({ source: z.literal('gift_card'), id: z.string(), amount: Dollars }).catchall(z.json()),
  Certificate,
]);

/** A customer's profile. */
export const User = z
  .object({
    name: z.object({ first_name: z.string(), last_name: z.string() }).catchall(z.json()),
    address: z.record(z.string(), z.json()),
    email: z.string(),
    dob: z.string(),
    payment_methods: z.record(z.string(), PaymentMethod),
    saved_passengers: z.array(Passenger),
    membership: z.enum(['regular', 'silver', 'gold']),
    reservations: z.array(z.string()),
  })
  .catchall(z.json());

/** An airport and the city it serves. */
export const Airport = z.object({ code: z.string(), city: z.string() });

export type Airport = z.output<typeof Airport>;
export type Cabin = z.output<typeof Cabin>;
export type FlightDay = z.output<typeof FlightDay>;
export type Flight = z.output<typeof Flight>;
export type FlightOnDay = z.output<typeof FlightOnDay>;
export type Segment = z.output<typeof Segment>;
export type Passenger = z.output<typeof Passenger>;
export type Reservation = z.output<typeof Reservation>;
export type PaymentMethod = z.output<typeof PaymentMethod>;
export type User = z.output<typeof User>;
