import type { Slot } from '../core/flow.ts';
import { canonicalJson } from '../core/values/json.ts';
import type { ReadContext, ReadSlot } from './read-slot.ts';
import { readTyped } from './values/read-typed.ts';
import type { ReadValue } from './values/value-reader.ts';

/** Text between the two values of a pair: "JFK to SEA", "JFK - SEA". */
const JOINS = /^\s*(?:to|into|-+>?|[–—→>/])\s*$/i;

type Pair = readonly [name: string, slot: Slot];

/**
 * Two slots with the same choices whose values stand side by side: "JFK to SEA" is where from and where to, in the
 * order in which the slots are declared. Empty unless there are exactly two values.
 */
export function readPair(
  text: string,
  slots: ReadonlyMap<string, Slot>,
  context: ReadContext,
): ReadonlyMap<string, ReadSlot> {
  const [first, second] = alikeSlots(slots);
  if (!first || !second) return new Map();
  const [one, other, ...more] = readTyped(text, first[1], { ...context, asked: false });
  if (!one || !other || more.length > 0 || one.value === other.value) return new Map();
  if (!JOINS.test(text.slice(one.span.to, other.span.from))) return new Map();
  return new Map([
    [first[0], asSlot(one)],
    [second[0], asSlot(other)],
  ]);
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
