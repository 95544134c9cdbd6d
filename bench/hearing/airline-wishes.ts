import type { WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { AirlineErrand, Kind } from './airline-errands.ts';
import { goalWithoutEffect, type Wishing } from './airline-goals.ts';
import { type AirlineTask, type AirlineWorld, type Reservation, USER_ID } from './airline-material.ts';
import { airportAfter } from './airline-words.ts';

/** The kinds of wish, by what a sentence of an instruction says; the first that fits counts. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['balances', /\bhow much you have\b|\bbalances?\b/i],
  ['insurance', /\b(?:add|refund)\w*\b.*\binsurance\b|\binsurance\b.*\b(?:add|refund)\w*\b/i],
  ['compensation', /\bcompensation\b|\bfrustrated\b.*\bdelayed\b/i],
  ['cancel', /\bcancel\b/i],
  ['passengers', /\bremove (?:a passenger|[A-Z]\w+ from)|\bchange the passenger\b/],
  ['bags', /\b(?:add|remove)\b.*\b(?:checked )?(?:bags?|baggage)\b/i],
  ['flights', /\b(?:change|move)\b.*\b(?:flight|date|reservation|return)\b|\bpush back\b/i],
  ['cabin', /\b(?:upgrade|downgrade|change)\b.*\b(?:class|business|economy)\b/i],
  ['book', /\bbook a flight\b|\bwant to fly\b/i],
];

/** A sentence about what the customer does not want, or what happened. */
const NOT_WANTED =
  /\b(?:don't|do not|never|no circumstances|cannot|not accept|told that|without changing|you will not)\b|^ask\b|\bif the agent asks\b/i;
/** A wish under a condition counts only if an agent is to do something then. */
const CONDITION = /^(?:if|when)\b/i;
const THEN = /\bwant the agent to\b/i;
/** The customer does not have it at any price. */
const PRICED = /\$\d/;
/** The customer breaks it off. */
const BROKEN_OFF = /\bhalfway\b/i;

/** The wishes of a task for which no action is right. `acted`: the kinds of its effects. */
export function wishesWithoutEffect(
  { instruction }: Pick<AirlineTask, 'instruction'>,
  acted: ReadonlySet<Kind>,
  world: AirlineWorld,
): readonly AirlineErrand[] {
  const { reason_for_call: reason, task_instructions: more, known_info: known } = instruction;
  const sentences = [...sentencesOf(reason), ...sentencesOf(more).filter((text) => /\bwant\b/i.test(text))];
  const seen = new Set(acted);
  const text = `${reason} ${more}`;
  const user = USER_ID.exec(known)?.[0] ?? '';
  const wishes: AirlineErrand[] = [];
  for (const sentence of sentences)
    for (const kind of kindsOf(sentence)) {
      // Other flights were wanted in another cabin too.
      if (seen.has(kind)) continue;
      seen.add(kind);
      const wishing = { text, known, user, world };
      const goal = goalWithoutEffect(kind, sentence, wishing, reservationOf(wishing));
      if (goal) wishes.push({ kind, effect: null, goal: { ...goal, outcome: outcomeOf(kind, text) } });
    }
  return wishes;
}

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+|\n+/);

function kindsOf(sentence: string): readonly Kind[] {
  if (NOT_WANTED.test(sentence) || (CONDITION.test(sentence) && !THEN.test(sentence))) return [];
  const found = KINDS.filter(([, pattern]) => pattern.test(sentence)).map(([kind]) => kind);
  if (CONDITION.test(sentence)) return found.filter((kind) => kind === 'cancel');
  // One wish a sentence, but for a list of changes.
  return /\bchange\b.*,.*\band\b/i.test(sentence) ? found : found.slice(0, 1);
}

const outcomeOf = (kind: Kind, text: string): NonNullable<WantedGoal['outcome']> => {
  if (kind === 'insurance' || kind === 'balances') return 'answered';
  if (kind === 'book' && BROKEN_OFF.test(text)) return 'declined';
  return PRICED.test(text) ? 'declined' : 'refused';
};

/** A reservation by its code, its route, or as the newest or the flown one. */
export function reservationOf({ text, known, user, world }: Wishing): Reservation | undefined {
  const own = (world.users[user]?.reservations ?? []).flatMap((id) => world.reservations[id] ?? []);
  const from = airportAfter('from', text);
  const to = airportAfter('to', text);
  const byAge = own.toSorted((one, other) => (one.created_at < other.created_at ? 1 : -1));
  const byDay = own.toSorted((one, other) =>
    (one.flights[0]?.date ?? '') < (other.flights[0]?.date ?? '') ? -1 : 1,
  );
  return (
    own.find(({ reservation_id }) => `${text} ${known}`.includes(reservation_id)) ??
    (/\b(?:most recent|last) reservation\b/i.test(text) ? byAge[0] : undefined) ??
    own.find(({ origin, destination }) => origin === from && (to === undefined || destination === to)) ??
    (/\bearlier this\b/i.test(text) ? byDay[0] : undefined) ??
    (/\b(?:upcoming|recent) reservation\b/i.test(text) ? byAge[0] : undefined)
  );
}
