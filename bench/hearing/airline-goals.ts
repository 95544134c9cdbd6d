import type { WantedGoal } from '../../config/schemas/customer-schema.ts';
import { about, bags, cancelling, type Kind } from './airline-errands.ts';
import type { AirlineWorld, Reservation } from './airline-material.ts';
import { airportAfter, airportSays, cabinSays, cityOf, daySays, paying, routeOf } from './airline-words.ts';

/** Who wishes something, in the words of the task. */
export interface Wishing {
  readonly text: string;
  readonly known: string;
  readonly user: string;
  readonly world: AirlineWorld;
}

type Maker = (found: Reservation, sentence: string, wishing: Wishing) => WantedGoal;

/** A wish that no action fulfils, in a sentence, about a reservation; null if it is not said which. */
export function goalWithoutEffect(
  kind: Kind,
  sentence: string,
  wishing: Wishing,
  found: Reservation | undefined,
): WantedGoal | null {
  if (kind === 'book') return booking(wishing.text);
  if (kind === 'balances') return BALANCES;
  return found ? MAKERS[kind](found, sentence, wishing) : null;
}

const BALANCES: WantedGoal = {
  intent: 'my-profile',
  slots: {},
  says: {
    'my-profile': [
      'How much do I have on my gift cards and certificates?',
      'What are my gift card balances?',
    ],
  },
};

const MAKERS: Readonly<Record<Exclude<Kind, 'book' | 'balances'>, Maker>> = {
  cancel: (found, _, { text }) => cancelling(found, text),
  bags(found, sentence, wishing) {
    const [, number = '1'] = /\b(\d+) (?:checked )?bags?\b/i.exec(sentence) ?? [];
    const change = /\bremove\b/i.test(sentence) ? -Number(number) : Number(number);
    const [payment_id = ''] = payableOf(wishing);
    return bags(found.total_baggages + change, found, { payment_id }, wishing);
  },
  passengers(found, _, { text }) {
    const [, name = found.passengers[0]?.first_name ?? ''] = /\bremove ([A-Z]\w+)/.exec(text) ?? [];
    const words = [
      `Please remove ${name} from reservation {id}.`,
      `${name} does not fly with us, take ${name} off {id}`,
    ];
    return about(found, 'change-passengers', words, { passenger: name }, { passenger: [name] });
  },
  flights(found, sentence, wishing) {
    const words = [
      "I'd like to change the date of reservation {id}.",
      `Please move my flight ${routeOf(found)}, {id}, to another day`,
    ];
    const { slots, says } = paying(payableOf(wishing), wishing.user, wishing.world);
    const date = dayWanted(sentence, found);
    const cabin = /\bclass\b/i.test(wishing.text) ? cabinIn(wishing.text) : found.cabin;
    return about(
      found,
      'change-flights',
      words,
      { date, trip: 'any', cabin, ...slots },
      { date: daySays(date), trip: ['the cheapest', 'the first one'], cabin: cabinSays(cabin), ...says },
    );
  },
  cabin(found, _, wishing) {
    const cabin = cabinIn(wishing.text);
    const words = [`Please upgrade reservation {id} to ${cabin}.`, `Can I have ${cabin} class on {id}?`];
    const { slots, says } = paying(payableOf(wishing), wishing.user, wishing.world);
    return about(found, 'change-cabin', words, { cabin, ...slots }, { cabin: cabinSays(cabin), ...says });
  },
  insurance(found, sentence) {
    const words = /\brefund\b/i.test(sentence)
      ? [
          'I want a refund for the travel insurance of reservation {id}.',
          'Please refund the insurance on {id}',
        ]
      : ['Please add travel insurance to reservation {id}.', 'I want insurance on my booking {id}'];
    return about(found, 'insurance', words, {});
  },
  compensation(found, _, { text }) {
    const type = /\bcancell?ed\b/i.test(text) ? 'cancelled' : 'delayed';
    const words = [
      `My flight on reservation {id} was ${type}, I want compensation.`,
      `I'd like a voucher because my flight was ${type}, {id}`,
    ];
    const slots = { complaint: type, compensation_requested: true };
    const says = { complaint: [type], compensation_requested: ['yes, I want compensation'] };
    return about(found, 'compensation', words, slots, says);
  },
};

const cabinIn = (text: string): string => (/\bbusiness\b/i.test(text) ? 'business' : 'economy');

/** The day that a sentence names last, or so many days after the one that is booked. */
export function dayWanted(sentence: string, { flights }: Pick<Reservation, 'flights'>): string {
  const [, day] = /.*\bMay (\d+)\b/.exec(sentence) ?? [];
  const [, number = '1'] = /\b(\d) days?\b/.exec(sentence) ?? [];
  const booked = flights.find(({ date }) => date > TODAY)?.date ?? '';
  const later = new Date(Date.parse(`${booked}T00:00:00Z`) + Number(number) * DAY);
  return day === undefined
    ? later.toISOString().slice(0, 10)
    : `${booked.slice(0, 8)}${day.padStart(2, '0')}`;
}

/** The records stand still then. */
const TODAY = '2024-05-15';
const DAY = 24 * 60 * 60 * 1000;

/** A way to pay for a change. */
function payableOf({ user, world }: Wishing): readonly string[] {
  const methods = Object.entries(world.users[user]?.payment_methods ?? {});
  return methods.flatMap(([id, { source }]) => (source === 'certificate' ? [] : [id])).slice(0, 1);
}

function booking(text: string): WantedGoal | null {
  const [from, to] = [airportAfter('from', text), airportAfter('to', text.replace(/.*?\bfrom\b/is, ''))];
  if (from === undefined || to === undefined) return null;
  const says = { from_airport: airportSays(from), to_airport: airportSays(to) };
  const words = [`I want to book a flight from ${cityOf(from)} to ${cityOf(to)}.`];
  return {
    intent: 'book-flight',
    slots: { from_airport: from, to_airport: to },
    says: { ...says, 'book-flight': words },
  };
}
