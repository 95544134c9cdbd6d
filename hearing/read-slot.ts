import type { Slot } from '../core/flow.ts';
import { takenUnasked } from '../core/slots/slot-types.ts';
import { overlaps, type Span } from '../core/span.ts';
import type { Option } from '../core/state.ts';
import type { Json } from '../core/values/json.ts';
import { statedReason } from './attested/stated-reason.ts';
import { type Choice, chooseLabel, chooseNumber, chosenValue } from './choose-option.ts';
import type { ConfirmationWords } from './consent/consent-grammar.ts';
import { readConsent } from './consent/read-consent.ts';
import { readMentions } from './mentions/read-mentions.ts';
import { afterWords, beforeWords } from './values/after-words.ts';
import { readTyped } from './values/read-typed.ts';
import type { ReadTime, ReadValue } from './values/value-reader.ts';

/** A slot's value with the words that it was read from, and their place in the message. */
export interface ReadSlot extends Span {
  readonly value: Json;
  readonly span: string;
  /** The words that picked it, of an answer that is kept as a whole, or of a list. */
  readonly words?: readonly Span[];
}

export interface ReadContext extends ReadTime {
  readonly confirmation: ConfirmationWords;
  /** Parts of the message that other values have taken. No value is read from them. */
  readonly taken?: readonly Span[];
  /** The memory of the flow under way: a list goes on with what it has. */
  readonly slots?: { readonly [slot: string]: Json } | undefined;
}

/** Of more choices than this, none is listed, and none can be picked by its number. */
const MOST_LISTED = 9;

/** The declared choices of a slot as options; none if they are too many to list. */
export function choiceOptions({ choices = [] }: Slot): readonly Option[] {
  if (choices.length > MOST_LISTED) return [];
  return choices.map(({ value, label }) => ({ value, label, element: value }));
}

/** Reads a slot that the agent did not ask for. Null if the message does not contain it, or names several choices. */
export function readUnasked(text: string, slot: Slot, context: ReadContext): ReadSlot | null {
  const all = readAllUnasked(text, slot, context);
  return (slot.type === 'choice' && !slot.words ? onlyChoice(all) : all[0]) ?? null;
}

/** Every value of a slot in a message that did not ask for it, the likeliest first, else in the order of the text. */
export function readAllUnasked(text: string, slot: Slot, context: ReadContext): readonly ReadSlot[] {
  const anywhere = slot.unasked ?? takenUnasked(slot.type);
  if (slot.unasked === false || (!isAnnounced(slot) && !anywhere)) return [];
  const values = free(readTyped(text, slot, { ...context, asked: false }), context);
  const read = (isAnnounced(slot) ? announced(text, values, slot) : values).map(asSlot);
  if (slot.type !== 'choice') return read;
  const said = read.filter(({ span }) => !isBareAnswer(span, context));
  return said.length > 0 ? said : inOtherWords(text, slot, context);
}

/** True of "yes" and "no", which say something only where they answer. "I changed my mind" says more. */
const isBareAnswer = (words: string, { confirmation }: ReadContext): boolean =>
  !/\s/.test(words) && readConsent(words, { kind: 'question' }, confirmation).said !== null;

/** The declared choice for a reason that names no choice. */
function inOtherWords(text: string, { otherwise }: Slot, { language }: ReadContext): readonly ReadSlot[] {
  const reason = otherwise === undefined ? null : statedReason(text, language);
  return reason && otherwise !== undefined ? [{ value: otherwise, span: reason.said, ...reason.span }] : [];
}

/** True if a value counts only beside declared words. */
export const isAnnounced = ({ words, counts }: Slot): boolean => words !== undefined || counts !== undefined;

/** The values behind one of the slot's words, then those before a thing that they count. */
function announced(text: string, values: readonly ReadValue[], slot: Slot): readonly ReadValue[] {
  const after = slot.words ? afterWords(text, values, slot.words) : [];
  const before = slot.counts ? beforeWords(text, values, slot.counts) : [];
  return [...new Set([...after, ...before])];
}

/** Reads the answer to a slot's question; null if it was not understood. */
export function readAsked(
  text: string,
  slot: Slot,
  offered: readonly Option[],
  many: boolean,
  context: ReadContext,
): ReadSlot | 'ambiguous' | null {
  if (slot.type === 'text') return text.trim() === '' ? null : whole(text, text.trim());
  if (slot.type === 'yes-no') return asYesOrNo(text, slot.ask, context);
  if (slot.type === 'option') return mentioned(text, offered, many, context);
  const { language } = context;
  const read = readTypedAnswer(text, slot, context);
  if (slot.type !== 'choice' || read !== null) return read;
  const options = choiceOptions(slot);
  const picked = chooseNumber(text, options, language) ?? chooseLabel(text, options, language);
  return chosen(text, picked, false) ?? inOtherWords(text, slot, context)[0] ?? null;
}

/** Reads an answer by its type. What a declared word announces is meant before anything else. */
function readTypedAnswer(text: string, slot: Slot, context: ReadContext): ReadSlot | 'ambiguous' | null {
  const values = free(readTyped(text, slot, { ...context, asked: true }), context);
  const [near] = announced(text, values, slot);
  if (near) return asSlot(near);
  const read = values.map(asSlot);
  if (slot.type === 'choice') return onlyChoice(read) ?? null;
  return AMOUNTS.has(slot.type) && !isSame(read) ? 'ambiguous' : (read[0] ?? null);
}

/** Types of which a second value in an answer leaves open which one is meant. */
const AMOUNTS: ReadonlySet<Slot['type']> = new Set(['number', 'integer', 'money']);

/** The values that share nothing with what is taken. */
function free(values: readonly ReadValue[], { taken = [] }: ReadContext): readonly ReadValue[] {
  return taken.length === 0
    ? values
    : values.filter(({ span }) => !taken.some((part) => overlaps(part, span)));
}

function asYesOrNo(text: string, question: string, { confirmation }: ReadContext): ReadSlot | null {
  const { said } = readConsent(text, { kind: 'yes-no', question }, confirmation);
  return said === null ? null : whole(text, said === 'affirm');
}

const asSlot = ({ value, span, text }: ReadValue): ReadSlot => ({ value, span: text, ...span });
const whole = (text: string, value: Json): ReadSlot => ({ value, span: text, from: 0, to: text.length });
const isSame = (read: readonly ReadSlot[]) => read.every(({ value }) => value === read[0]?.value);
const onlyChoice = (read: readonly ReadSlot[]) => (isSame(read) ? read[0] : undefined);

/** The options that an answer picks. All of the answer is its span, the words that picked are its `words`. */
function mentioned(
  text: string,
  options: readonly Option[],
  many: boolean,
  { language }: ReadContext,
): ReadSlot | 'ambiguous' | null {
  const mention = readMentions(text, options, { many, language });
  if (mention.kind === 'none') return null;
  if (mention.kind === 'ambiguous') return 'ambiguous';
  return { ...whole(text, chosenValue(mention.options, many)), words: mention.spans };
}

function chosen(text: string, choice: Choice, many: boolean): ReadSlot | 'ambiguous' | null {
  if (choice === null || choice === 'ambiguous') return choice;
  return whole(text, chosenValue(choice, many));
}
