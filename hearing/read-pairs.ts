import type { Slot } from '../core/flow.ts';
import { canonicalJson } from '../core/values/json.ts';
import type { ReadContext, ReadSlot } from './read-slot.ts';
import { readTyped } from './values/read-typed.ts';
import type { ReadValue } from './values/value-reader.ts';

/** Text between the two values of a pair: "JFK to SEA", "JFK - SEA". */
const JOINS = /^\s*(?:to|into|-+>?|[–—→>/])\s*$/i;

/** The same between two days: "May 20 until May 24". */
const SPANS = /^\s*(?:to|until|till|through|thru|[-–—])\s*$/i;
/** Days of which one is to be found: "any day from May 20 to May 24". */
const OPEN_DAYS = /\b(?:any(?:time|\s+day|\s+flights?)?|between|either|sometime|somewhere|flexible)\b/i;

type Pair = readonly [name: string, slot: Slot];

/**
 * Two slots with the same choices whose values stand side by side: "JFK to SEA" is where from and where to, in the
 * order in which the slots are declared. "May 20 to May 24" is the day, and the one that words announce, such as that of
 * the way back. Empty unless there are exactly two values.
 */
export function readPair(
  text: string,
  slots: ReadonlyMap<string, Slot>,
  context: ReadContext,
): ReadonlyMap<string, ReadSlot> {
  return new Map([
    ...pairOf(text, alikeSlots(slots), JOINS, context),
    ...(OPEN_DAYS.test(text) ? [] : pairOf(text, daySlots(slots), SPANS, context)),
  ]);
}

function pairOf(
  text: string,
  [first, second]: readonly Pair[],
  joins: RegExp,
  context: ReadContext,
): readonly (readonly [string, ReadSlot])[] {
  if (!first || !second) return [];
  const [one, other, ...more] = readTyped(text, first[1], { ...context, asked: false });
  if (!one || !other || more.length > 0 || one.value === other.value) return [];
  if (!joins.test(text.slice(one.span.to, other.span.from))) return [];
  return [
    [first[0], asSlot(one)],
    [second[0], asSlot(other)],
  ];
}

/** The slot for a day, and that for a day which words announce; none if there are not exactly two. */
function daySlots(slots: ReadonlyMap<string, Slot>): readonly Pair[] {
  const days = [...slots].filter(
    ([, slot]) => slot.type === 'date' && slot.when === 'future' && slot.unasked !== false && !slot.many,
  );
  const [plain, announced] = [days.filter(([, { words }]) => !words), days.filter(([, { words }]) => words)];
  return plain.length === 1 && announced.length === 1 ? [...plain, ...announced] : [];
}

/** The two slots of the same choices that words announce; none if there are not exactly two. */
function alikeSlots(slots: ReadonlyMap<string, Slot>): readonly Pair[] {
  const announced = [...slots].filter(
    ([, slot]) => slot.type === 'choice' && slot.words && slot.unasked !== false,
  );
  const [first] = announced;
  const same = announced.filter(([, slot]) => first && choicesOf(slot) === choicesOf(first[1]));
  return same.length === 2 ? same : [];
}

const choicesOf = ({ choices = [] }: Slot) => canonicalJson(choices.map(({ value }) => value));
const asSlot = ({ value, span, text }: ReadValue): ReadSlot => ({ value, span: text, ...span });
