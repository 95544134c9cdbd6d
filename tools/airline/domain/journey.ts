import { refuse } from '../../shared/refuse.ts';
import type { RecordsView } from './records-view.ts';
import { arrival, departure } from './schedule.ts';
import type { Reservation, Segment } from './shapes.ts';

/** From where to where, and whether back. */
export type Journey = Pick<Reservation, 'origin' | 'destination' | 'flight_type'>;

/** Refuses flights that do not make the journey: end to end, in order of time, there and for a round trip back. */
export function requireJourney(view: RecordsView, journey: Journey, segments: readonly Segment[]): void {
  const { origin, destination, flight_type } = journey;
  let at = origin;
  let since = '';
  for (const segment of segments) {
    const flight = view.flight(segment.flight_number);
    if (segment.origin !== at)
      refuse(`the flight \`${segment.flight_number}\` does not leave from \`${at}\``);
    if (departure(flight, segment.date) < since)
      refuse(`the flight \`${segment.flight_number}\` leaves before the one before it lands`);
    at = segment.destination;
    since = arrival(flight, segment.date);
  }
  const end = flight_type === 'one_way' ? destination : origin;
  if (at !== end) refuse(`the flights end in \`${at}\`, not in \`${end}\``);
  if (!segments.some((segment) => segment.destination === destination))
    refuse(`the flights do not go to \`${destination}\``);
}
