import type { Slot } from '../core/flow.ts';
import type { SlotType } from '../core/slots/slot-types.ts';
import { overlaps, type Span } from '../core/span.ts';
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

/** A choice that is named beside another one of the same slot is no value, unless a declared word announces it. */
function candidatesOf(text: string, name: string, slot: Slot, context: ReadContext): readonly Candidate[] {
  const all = readAllUnasked(text, slot, context);
  if (slot.type === 'choice' && !slot.words && new Set(all.map(({ value }) => value)).size > 1) return [];
  return all.map((read) => ({ name, slot, read }));
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
