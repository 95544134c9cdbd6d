import type { WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { ProposedAction } from '../../core/action.ts';
import { type Asked, birthSays, births, booking, nameOf, type Told } from './airline-booking.ts';
import type { FlightOn, Reservation } from './airline-material.ts';
import { cabinSays, dayOf, daySays, paying, routeOf, tripSays } from './airline-words.ts';

/** The kinds of wish of an airline's customers. */
export type Kind =
  | 'cancel'
  | 'cabin'
  | 'flights'
  | 'bags'
  | 'passengers'
  | 'book'
  | 'compensation'
  | 'insurance'
  | 'balances';

/** One wish of a task: the right effect, or none. */
export interface AirlineErrand {
  readonly kind: Kind;
  readonly effect: ProposedAction | null;
  readonly goal: WantedGoal;
}

type Says = NonNullable<WantedGoal['says']>;

/** The errands of a task's effects, in order; null if an effect is none that customers ask for. */
export function errandsOf(effects: readonly ProposedAction[], asked: Asked): readonly AirlineErrand[] | null {
  const now = new Map(Object.entries(asked.world.reservations));
  const errands: AirlineErrand[] = [];
  for (const effect of effects) {
    const told = effect.arguments as unknown as Told;
    const before = now.get(told.reservation_id);
    const errand = errandOf(effect, told, before, asked);
    if (!errand) return null;
    errands.push(errand);
    if (before) now.set(told.reservation_id, { ...before, ...effect.arguments } as Reservation);
  }
  return errands;
}

function errandOf(
  effect: ProposedAction,
  told: Told,
  before: Reservation | undefined,
  asked: Asked,
): AirlineErrand | null {
  if (effect.name === 'book_reservation') return { kind: 'book', effect, goal: booking(told, asked) };
  if (!before) return null;
  switch (effect.name) {
    case 'cancel_reservation':
      return { kind: 'cancel', effect, goal: cancelling(before, asked.text) };
    case 'update_reservation_flights':
      return sameFlights(told.flights, before.flights)
        ? { kind: 'cabin', effect, goal: cabin(told, before, asked) }
        : { kind: 'flights', effect, goal: flights(told, before, asked) };
    case 'update_reservation_baggages':
      return { kind: 'bags', effect, goal: bags(told.total_baggages, before, told, asked) };
    case 'update_reservation_passengers':
      return { kind: 'passengers', effect, goal: passengers(told, before) };
    default:
      return null;
  }
}

const sameFlights = (some: readonly FlightOn[], others: readonly FlightOn[]): boolean =>
  keyOf(some) === keyOf(others);
const keyOf = (flights: readonly FlightOn[]) =>
  flights.map(({ flight_number, date }) => `${flight_number} ${date}`).join();

/** A goal about a reservation. `{id}` in its words is the code. */
export function about(
  { reservation_id }: Reservation,
  intent: string,
  words: readonly string[],
  slots: WantedGoal['slots'],
  says: Says = {},
): WantedGoal {
  const whole = words.map((text) => text.replaceAll('{id}', reservation_id));
  return { intent, slots: { reservation_id, ...slots }, says: { ...says, [intent]: whole } };
}

export function cancelling(before: Reservation, text: string): WantedGoal {
  const isIll = /\b(?:sick|ill|hospital|health)\b/i.test(text) && !/healthy/i.test(text);
  return about(
    before,
    'cancel-reservation',
    ['I want to cancel reservation {id}.', 'Please cancel my booking {id}.', 'I need {id} cancelled'],
    { cancel_reason: isIll ? 'health' : 'change_of_plan' },
    { cancel_reason: isIll ? ['I am sick'] : ['my plans changed', 'change of plan'] },
  );
}

function cabin(told: Told, before: Reservation, { world }: Asked): WantedGoal {
  const { slots, says } = paying([told.payment_id], before.user_id, world);
  const name = told.cabin.replace('_', ' ');
  return about(
    before,
    'change-cabin',
    [
      `Please change reservation {id} to ${name}.`,
      `I'd like to move my trip {id} to ${name} class`,
      `Can I have ${name} on {id}?`,
    ],
    { cabin: told.cabin, ...slots },
    { cabin: cabinSays(told.cabin), ...says },
  );
}

function flights(told: Told, before: Reservation, { text, world }: Asked): WantedGoal {
  const { slots, says } = paying([told.payment_id], before.user_id, world);
  const changed = told.flights.filter(
    (flight) => !before.flights.some((old) => keyOf([old]) === keyOf([flight])),
  );
  const date = changed[0]?.date ?? '';
  const numbers = changed.map(({ flight_number }) => flight_number).join(' ');
  return about(
    before,
    'change-flights',
    [
      `I'd like other flights for reservation {id}, on ${dayOf(date)}.`,
      `Please change my flight ${routeOf(before)}, {id}, to another one on ${dayOf(date)}`,
    ],
    { date, trip: numbers, cabin: told.cabin, ...slots },
    { date: daySays(date), trip: tripSays(changed, text, world), cabin: cabinSays(told.cabin), ...says },
  );
}

export function bags(total: number, before: Reservation, told: Partial<Told>, { world }: Asked): WantedGoal {
  const paid = told.payment_id === undefined ? null : paying([told.payment_id], before.user_id, world);
  const more = total - before.total_baggages;
  return about(
    before,
    'add-bags',
    more < 0
      ? ['Please remove a checked bag from reservation {id} and refund it.', 'I want one bag less on {id}']
      : [`I want to add ${more} checked bags to reservation {id}.`, `Please put ${more} more bags on {id}`],
    { bags: total, more_bags: more, ...paid?.slots },
    { bags: [`${total} in total`, `${total}`], more_bags: [`${more} more`, `${more}`], ...paid?.says },
  );
}

function passengers(told: Told, before: Reservation): WantedGoal {
  const changed = told.passengers.filter(
    (each, place) => nameOf(each) !== nameOf(before.passengers[place] ?? each),
  );
  const old = before.passengers.filter(
    (each, place) => nameOf(each) !== nameOf(told.passengers[place] ?? each),
  );
  const names = changed.map(nameOf);
  return about(
    before,
    'change-passengers',
    [
      `I need to change a passenger on reservation {id}: ${old.map(nameOf).join(', ')} to ${names.join(', ')}.`,
      'Please correct the name of a passenger on {id}',
    ],
    {
      passenger: old.map(nameOf),
      new_name: names,
      passengers: told.passengers.map(nameOf),
      dob: births(changed),
    },
    { passenger: [old.map(nameOf).join(' and ')], dob: birthSays(changed) },
  );
}
