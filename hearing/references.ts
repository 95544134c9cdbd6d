import type { Slot } from '../core/flow.ts';
import type { Json } from '../core/values/json.ts';
import { ENGLISH } from './languages/english/english.ts';
import type { Language } from './languages/language.ts';
import { type ReadContext, readAllUnasked } from './read-slot.ts';

/** A pattern with a place for digits. One without reads plain words: "no bags", "how much". */
const WITH_DIGITS = /\\d|0-9/;

/** True for a slot that names a record: an order number, a reservation. Several of them in one wish are several goals. */
export const isReference = (slot: Slot): boolean =>
  slot.pattern !== undefined &&
  WITH_DIGITS.test(slot.pattern) &&
  !slot.attested &&
  !slot.pattern.includes('(?<') &&
  !slot.pattern.includes('@');

/** The largest number of references that are read from one text. */
const MOST = 20;

/** The values of a slot in a text, each once, in the order of the text. */
export function referencesIn(text: string, slot: Slot, context: ReadContext): readonly Json[] {
  const read = readAllUnasked(text, slot, context).toSorted((one, other) => one.from - other.from);
  return [...new Set(read.map(({ value }) => value))].slice(0, MOST);
}

/** True if a wish refers to a thing of this conversation: "cancel it". */
export const refersBack = (text: string, { back }: Pick<Language, 'back'> = ENGLISH): boolean =>
  back.test(text);
