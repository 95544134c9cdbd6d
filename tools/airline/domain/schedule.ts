import type { JsonObject } from '../../../core/values/json.ts';
import { own } from '../../../core/values/own.ts';
import type { Flight, FlightDay } from './shapes.ts';

/** A flight's day in the records; undefined if it does not fly then. */
export function dayOf(flight: Flight, date: string): FlightDay | undefined {
  return own(flight.dates, date);
}

/** The flight as it is on one day: route, times, status, and where it is available seats and prices. */
export function onDay(flight: Flight, date: string): JsonObject | undefined {
  const day = dayOf(flight, date);
  const { dates: _, ...route } = flight;
  return day && { ...route, date, ...day };
}

/** When the flight leaves, as text that sorts. */
export function departure(flight: Pick<Flight, 'scheduled_departure_time_est'>, date: string): string {
  return `${date}T${flight.scheduled_departure_time_est}`;
}

/** When the flight lands, as text that sorts. */
export function arrival(flight: Pick<Flight, 'scheduled_arrival_time_est'>, date: string): string {
  const [time = '', nextDay] = flight.scheduled_arrival_time_est.split('+');
  return `${nextDay === undefined ? date : dayAfter(date)}T${time}`;
}

/** The next day. */
export function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** True if the flight has left on that day. Flown flights can be neither changed nor refunded. */
export function hasLeft(flight: Flight, date: string): boolean {
  const status = dayOf(flight, date)?.status;
  return status === 'flying' || status === 'landed';
}
