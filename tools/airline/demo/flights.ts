import { own } from '../../../core/values/own.ts';
import { type Random, seededRandom } from '../../../core/values/seeded-random.ts';
import type { Cabin, Flight, FlightDay } from '../domain/shapes.ts';
import { DAYS, NOW, stamp } from './clock.ts';
import { demoRoutes, type Route } from './timetable.ts';

type Fares = Readonly<Record<Cabin, number>>;

/** A flight of the demo airline, with what a seat costs on every day, also on days gone by. */
export interface DemoFlight {
  readonly flight: Flight;
  readonly fares: ReadonlyMap<string, Fares>;
}

/** Days that the documentation's examples are about. */
const KNOWN_DAYS: { readonly [flightAndDate: string]: 'delayed' | 'cancelled' } = {
  'TR107 2024-05-15': 'delayed',
  'TR109 2024-05-22': 'cancelled',
};
/** Known flights always fly on other days, with seats for everybody. */
const isKnown = ({ flight_number }: Route) => flight_number < 'TR2';

/** The demo airline's flights; each depends on its own number alone, so that a new one moves no other. */
export function demoFlights(): readonly DemoFlight[] {
  return demoRoutes().map(demoFlight);
}

function demoFlight(route: Route): DemoFlight {
  const random = seededRandom(route.flight_number);
  const fares = new Map(DAYS.map((date) => [date, faresFor(random, route)]));
  const { flight_number, origin, destination } = route;
  const dates = DAYS.map((date) => [date, dayFor(random, route, date, fares.get(date))]);
  return {
    fares,
    flight: {
      flight_number,
      origin,
      destination,
      scheduled_departure_time_est: clockTime(route.leaves),
      scheduled_arrival_time_est: `${clockTime(route.lands)}${route.lands >= 1440 ? '+1' : ''}`,
      dates: Object.fromEntries(dates),
    },
  };
}

function faresFor(random: Random, { leaves, lands }: Route): Fares {
  const basic = Math.round(((lands - leaves) * random.between(28, 45)) / 100) + 30;
  const economy = basic + random.between(25, 80);
  return { basic_economy: basic, economy, business: economy * 2 + random.between(60, 240) };
}

function dayFor(random: Random, route: Route, date: string, prices: Fares | undefined): FlightDay {
  const known = own(KNOWN_DAYS, `${route.flight_number} ${date}`);
  const fails = random.chance(4) && !isKnown(route);
  if (known === 'cancelled' || (fails && known === undefined)) return { status: 'cancelled' };
  if (date > NOW.slice(0, 10) && prices) return available(random, route, prices);
  return under(random, route, date, known === 'delayed');
}

function available(random: Random, route: Route, prices: Fares): FlightDay {
  const least = isKnown(route) ? 6 : 0;
  const seats = () => random.between(least, 20);
  return {
    status: 'available',
    available_seats: { basic_economy: seats(), economy: seats(), business: seats() },
    prices: { ...prices },
  };
}

/** A flight of today or before: gone, in the air, or about to leave. */
function under(random: Random, { leaves, lands }: Route, date: string, delayed: boolean): FlightDay {
  const late = delayed ? 135 : random.between(-15, 25);
  const actual = { departure: stamp(date, leaves + late), arrival: stamp(date, lands + late) };
  if (actual.arrival <= NOW)
    return {
      status: 'landed',
      actual_departure_time_est: actual.departure,
      actual_arrival_time_est: actual.arrival,
    };
  if (actual.departure <= NOW)
    return {
      status: 'flying',
      actual_departure_time_est: actual.departure,
      estimated_arrival_time_est: actual.arrival,
    };
  const wait = delayed ? late : random.chance(30) ? random.between(45, 240) : 0;
  return {
    status: wait > 0 ? 'delayed' : 'on time',
    estimated_departure_time_est: stamp(date, leaves + wait),
    estimated_arrival_time_est: stamp(date, lands + wait),
  };
}

function clockTime(minutes: number): string {
  return stamp('2024-05-01', minutes).slice(11);
}
