import { refuse } from '../../shared/refuse.ts';
import type { RecordsView } from './records-view.ts';
import { dayOf } from './schedule.ts';
import type { Cabin, Flight, Segment } from './shapes.ts';

/** So many seats of a cabin on a flight on a day. */
export interface Seats {
  readonly flight_number: string;
  readonly date: string;
  readonly cabin: Cabin;
  readonly count: number;
}

/** The seats of some flights while one action takes and gives them back. */
export interface SeatPlan {
  /** Takes seats at today's price; refuses a flight that cannot be booked or has too few. */
  take(seats: Seats): Segment;
  /** Gives seats back, where the flight can still be booked. */
  release(seats: Seats): void;
  /** The flights as they are then. */
  flights(): readonly Flight[];
}

/** Begins a plan over the view's flights. */
export function seatPlan(view: RecordsView): SeatPlan {
  const changed = new Map<string, Flight>();
  const flight = (number: string) => changed.get(number) ?? view.flight(number);
  const move = ({ flight_number, date, cabin, count }: Seats): void => {
    const before = flight(flight_number);
    const day = dayOf(before, date);
    if (day?.status !== 'available') return;
    const left = day.available_seats[cabin] + count;
    const after = { ...day, available_seats: { ...day.available_seats, [cabin]: left } };
    changed.set(flight_number, { ...before, dates: { ...before.dates, [date]: after } });
  };
  return {
    take: (seats) => {
      const { flight_number, date, cabin, count } = seats;
      const before = flight(flight_number);
      const day = dayOf(before, date);
      if (day?.status !== 'available') refuse(`the flight \`${flight_number}\` cannot be booked on ${date}`);
      if (day.available_seats[cabin] < count)
        refuse(
          `the flight \`${flight_number}\` on ${date} has fewer than ${count} seats left in ${cabin}`,
          `Flight ${flight_number} on ${date} has no more seats for that. Nothing has been changed.`,
        );
      move({ ...seats, count: -count });
      const { origin, destination } = before;
      return { flight_number, origin, destination, date, price: day.prices[cabin] };
    },
    release: move,
    flights: () => [...changed.values()],
  };
}
