import type { WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { AirlineWorld, FlightOn, Passenger } from './airline-material.ts';
import { airportSays, cabinSays, cityOf, dayOf, daySays, paying, tripSays } from './airline-words.ts';

/** The arguments of an effect, as far as customers say them. */
export interface Told {
  readonly reservation_id: string;
  readonly cabin: string;
  readonly flights: readonly FlightOn[];
  readonly passengers: readonly Passenger[];
  readonly payment_id: string;
  readonly payment_methods: readonly { readonly payment_id: string }[];
  readonly total_baggages: number;
  readonly user_id: string;
  readonly origin: string;
  readonly destination: string;
  readonly flight_type: string;
  readonly insurance: string;
}

/** In what words it is asked, over which records. */
export interface Asked {
  readonly text: string;
  readonly world: AirlineWorld;
}

/** The goal of a booking. */
export function booking(told: Told, { text, world }: Asked): WantedGoal {
  const { origin, destination } = told;
  const days = [...new Set(told.flights.map(({ date }) => date))];
  const isReturn = told.flight_type === 'round_trip';
  const date = days[0] ?? '';
  const back = isReturn ? (days.at(-1) ?? '') : null;
  const legs = [
    told.flights.filter((flight) => flight.date !== back),
    told.flights.filter((flight) => flight.date === back),
  ];
  const [out = [], home = []] = legs;
  const { slots, says } = paying(
    told.payment_methods.map(({ payment_id }) => payment_id),
    told.user_id,
    world,
  );
  const numbers = (some: readonly FlightOn[]) => some.map(({ flight_number }) => flight_number).join(' ');
  const type = isReturn ? 'round trip' : 'one way';
  const route = `from ${cityOf(origin)} to ${cityOf(destination)}`;
  return {
    intent: 'book-flight',
    slots: {
      from_airport: origin,
      to_airport: destination,
      date,
      trip_type: told.flight_type,
      cabin: told.cabin,
      trip: numbers(out),
      passengers: told.passengers.map(nameOf),
      passenger_count: told.passengers.length,
      dob: births(told.passengers),
      bags: told.total_baggages,
      insurance: told.insurance,
      ...(back === null ? {} : { return_date: back, return_trip: numbers(home) }),
      ...slots,
    },
    says: {
      'book-flight': [
        `I want to book a flight ${route} on ${dayOf(date)}.`,
        `Can you book me a ${type} flight ${route}, leaving ${dayOf(date)}?`,
        `${type} flight ${route} please, ${dayOf(date)}`,
      ],
      from_airport: airportSays(origin),
      to_airport: airportSays(destination),
      date: daySays(date),
      trip_type: [type],
      cabin: cabinSays(told.cabin),
      trip: tripSays(out, text, world),
      dob: birthSays(told.passengers),
      bags:
        told.total_baggages === 0
          ? ['no bags', '0']
          : [`${told.total_baggages} bags`, `${told.total_baggages}`],
      insurance: told.insurance === 'no' ? ['no insurance', 'no'] : ['with insurance', 'yes'],
      ...(back === null ? {} : { return_date: daySays(back), return_trip: tripSays(home, text, world) }),
      ...says,
    },
  };
}

export const nameOf = ({ first_name, last_name }: Passenger): string => `${first_name} ${last_name}`;
/** Dates of birth by name. */
export const births = (all: readonly Passenger[]) =>
  Object.fromEntries(all.map((each) => [nameOf(each), each.dob]));
/** Ways to say them. */
export const birthSays = (all: readonly Passenger[]): string[] =>
  all.length === 1
    ? all.map(({ dob }) => dob)
    : [all.map((each) => `${nameOf(each)} ${each.dob}`).join(', ')];
