import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { Cabin, FlightOnDay, Reservation } from '../domain/shapes.ts';
import { Part, partsOf } from './change-searches.ts';
import { Trip, tripOver } from './trip.ts';

const FlightOn = z.object({ flight_number: z.string(), date: z.string() });

/** A trip that can take the place of a part of a reservation. */
export const ChangeTrip = Trip.extend({
  part: Part,
  /** All flights of the reservation with it. */
  all: z.array(FlightOn),
});

/** The trips to which a part of a reservation can change, direct ones first, else by when they leave. */
export const changeTrips = flowFunction({
  input: z.object({
    reservation: Reservation,
    /** The results of the searches for each part. */
    found: z.array(
      z.object({ part: Part, direct: z.array(FlightOnDay), onestop: z.array(z.array(FlightOnDay)) }),
    ),
    cabin: Cabin,
  }),
  output: z.object({ trips: z.array(ChangeTrip) }),
  compute({ reservation, found, cabin }) {
    const seats = reservation.passengers.length;
    const trips = found.flatMap(({ part, direct, onestop }) =>
      [...direct.map((flight) => [flight]), ...onestop].flatMap((flights) => {
        const trip = tripOver(flights, { seats, cabin });
        return trip ? [{ ...trip, part, all: withPart(reservation, part, trip.flights) }] : [];
      }),
    );
    return {
      trips: trips
        .filter(({ all }) => !isSame(all, reservation.flights))
        .toSorted((one, other) => one.stops - other.stops || one.leaves.localeCompare(other.leaves)),
    };
  },
});

/** All flights of a reservation after a part of it has changed, or both. */
export const changedFlights = flowFunction({
  input: z.object({
    reservation: Reservation,
    trip: ChangeTrip,
    back: ChangeTrip.optional(),
    cabin: Cabin,
  }),
  output: z.object({
    flights: z.array(FlightOn),
    /** The flights that stay and get another fare, because the cabin of all flights changes. */
    refared: z.array(FlightOn),
  }),
  compute({ reservation, trip, back, cabin }) {
    const kept = partsOf(reservation).filter(({ part }) => part !== trip.part && part !== back?.part);
    return {
      flights: back ? [...trip.flights, ...back.flights] : trip.all,
      refared: cabin === reservation.cabin ? [] : kept.flatMap(({ flights }) => flights),
    };
  },
});

type FlightOn = z.output<typeof FlightOn>;

function withPart(reservation: Reservation, part: Part, flights: readonly FlightOn[]): FlightOn[] {
  return partsOf(reservation).flatMap((booked) => (booked.part === part ? flights : booked.flights));
}

const isSame = (some: readonly FlightOn[], others: readonly FlightOn[]): boolean =>
  some.length === others.length &&
  some.every(({ flight_number, date }, place) => {
    const other = others[place];
    return flight_number === other?.flight_number && date === other.date;
  });
