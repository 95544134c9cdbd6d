import type { Slot } from '../core/flow.ts';
import type { SlotType } from '../core/slots/slot-types.ts';
import { overlaps, type Span } from '../core/span.ts';
import { own } from '../core/values/own.ts';
import { readLists } from './people/read-lists.ts';
import { readPair } from './read-pairs.ts';
import { isAnnounced, type ReadContext, type ReadSlot, readAllUnasked } from './read-slot.ts';
import { wordsBefore } from './values/after-words.ts';

/** Of two readings of the same words, the type that comes first here wins. */
const FIRST_OF_TYPES: readonly SlotType[] = [
  'email',
  'id',
  'phone',
  'address',
  'date',
  'time',
  'person-name',
  'choice',
  'money',
  'integer',
  'number',
];

interface Candidate {
  readonly name: string;
  readonly slot: Slot;
  readonly read: ReadSlot;
}

/**
 * The values of several slots in one message that asked for none of them. No words are used twice: lists come first,
 * the longer reading wins ("78701" of an address is no zip code beside it), and slots of one type share their values
 * in order.
 */
export function readValues(
  text: string,
  slots: ReadonlyMap<string, Slot>,
  context: ReadContext,
): ReadonlyMap<string, ReadSlot> {
  return competingValues(text, slots, context).found;
}

/** The values of `readValues`, and those whose words another value explains better. */
export function competingValues(
  text: string,
  slots: ReadonlyMap<string, Slot>,
  context: ReadContext,
): {
  readonly found: ReadonlyMap<string, ReadSlot>;
  readonly lost: readonly (readonly [string, ReadSlot])[];
} {
  const lists = readLists(text, slots, context);
  const free = { ...context, taken: [...(context.taken ?? []), ...lists.taken] };
  const candidates = [...lists.plain].flatMap(([name, slot]) => candidatesOf(text, name, slot, free));
  const likely = candidates.filter(
    (one) => !candidates.some((other) => explainsBetter(other, one) || isNearer(text, other, one)),
  );
  const found = new Map(lists.found);
  const taken: Span[] = [];
  for (const { name, read } of likely) {
    if (found.has(name) || taken.some((span) => overlaps(span, read))) continue;
    found.set(name, read);
    taken.push(read);
  }
  for (const [name, read] of readPair(text, lists.plain, context))
    if (!found.has(name)) found.set(name, read);
  const lost = candidates.filter(
    ({ name, read }) => !found.has(name) && taken.some((span) => overlaps(span, read)),
  );
  return { found, lost: lost.map(({ name, read }) => [name, read]) };
}

/**
 * A choice that is named beside another one of the same slot is no value, unless a declared word announces it, or it is
 * what the other becomes: "from economy to business".
 */
function candidatesOf(text: string, name: string, slot: Slot, context: ReadContext): readonly Candidate[] {
  const all = readAllUnasked(text, slot, context);
  const isOneOfSeveral = slot.type === 'choice' && !slot.words && valuesOf(all).size > 1;
  const read = isOneOfSeveral
    ? becoming(text, all)
    : all.filter((one) => !addsNothing(one, name, slot, context));
  return read.map((each) => ({ name, slot, read: each }));
}

/** True of a reason in other words where one is known: it is no correction. */
const addsNothing = ({ value }: ReadSlot, name: string, slot: Slot, { slots = {} }: ReadContext): boolean =>
  slot.otherwise !== undefined && value === slot.otherwise && own(slots, name) !== undefined;

const valuesOf = (all: readonly ReadSlot[]) => new Set(all.map(({ value }) => value));

/** Words before what something becomes. */
const BECOMES = /\b(?:to|into)\s(?:an?\s|the\s)?$/i;
/** Words that deny it, or tell that it was done. */
const NOT_WANTED =
  /\b(?:not|never|no|without|cannot|was|were|been|got|had|instead|rather|or|if|difference|compared?)\b|n['’]t\b/i;

/** Of several choices the one that is to be: "downgrade business to economy". None if that is not said of one alone. */
function becoming(text: string, all: readonly ReadSlot[]): readonly ReadSlot[] {
  if (valuesOf(all).size !== 2 || NOT_WANTED.test(text)) return [];
  const wanted = all.filter(({ from }) => BECOMES.test(text.slice(Math.max(0, from - 10), from)));
  return valuesOf(wanted).size === 1 ? wanted : [];
}

function explainsBetter(other: Candidate, one: Candidate): boolean {
  if (!overlaps(other.read, one.read)) return false;
  const [length, own] = [lengthOf(other.read), lengthOf(one.read)];
  if (length !== own) return length > own;
  if (isAnnounced(other.slot) !== isAnnounced(one.slot)) return isAnnounced(other.slot);
  return FIRST_OF_TYPES.indexOf(other.slot.type) < FIRST_OF_TYPES.indexOf(one.slot.type);
}

/** Of two slots that words announce, the one whose words are nearer has the value: "from Paris to Boston" goes to Boston. */
function isNearer(text: string, { slot: { words: others }, read }: Candidate, one: Candidate): boolean {
  const own = one.slot.words;
  if (!own || !others || own === others || !overlaps(read, one.read) || lengthOf(read) !== lengthOf(one.read))
    return false;
  const [distance, ownDistance] = [wordsBefore(text, read, others), wordsBefore(text, one.read, own)];
  return distance !== null && ownDistance !== null && distance < ownDistance;
}

const lengthOf = ({ from, to }: Span) => to - from;
