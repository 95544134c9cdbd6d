import type { Slot } from '../../core/flow.ts';
import { overlaps, type Span } from '../../core/span.ts';
import { onlyGives } from '../clauses/clause-form.ts';
import { languageOf } from '../consent/consent-grammar.ts';
import { readConsent } from '../consent/read-consent.ts';
import { ENGLISH } from '../languages/english/english.ts';
import { type ReadContext, type ReadSlot, readAllUnasked } from '../read-slot.ts';
import { isDenied } from '../said-outright.ts';
import { saysUnknown } from '../says-unknown.ts';
import { type MessageWord, messageWords, phraseWords } from '../values/message-words.ts';
import { readTyped } from '../values/read-typed.ts';
import { statedReason } from './stated-reason.ts';

/** A message of the customer from which words are quoted. */
export interface QuotedMessage {
  readonly text: string;
  /** True if it answers a question of the agent. */
  readonly answers: boolean;
}

/** Types of which no value can be quoted: a list must have been shown, or a question asked. */
const NEEDS_QUESTION: ReadonlySet<Slot['type']> = new Set(['option', 'yes-no']);

/** True if a customer's words alone can say a slot's value. */
export const isQuotable = ({ type }: Pick<Slot, 'type'>): boolean => !NEEDS_QUESTION.has(type);

/** The longest quote, in words. */
const LONGEST = 60;

/**
 * The value that quoted words give a slot. They must stand in the message, and count as the whole message means them:
 * not denied, not supposed. Null if they are not there or say no value, or several.
 */
export function readQuote(
  words: string,
  { text, answers }: QuotedMessage,
  slot: Slot,
  others: readonly Slot[],
  context: ReadContext,
): ReadSlot | null {
  if (!isQuotable(slot)) return null;
  const said = messageWords(text);
  const place = placeOf(said, phraseWords(words));
  if (!place || isDeniedAt(said, place, context)) return null;
  const read = valueAt(text, place, slot, context);
  if (read === 'several' || isSupposed(text, read ?? place, context)) return null;
  return read ?? wholeSentence({ text, answers }, place, slot, others, context);
}

/** The sentence of the words, for a slot that takes any: a text, or a reason for which the agent asked. */
function wholeSentence(
  { text, answers }: QuotedMessage,
  place: Span,
  slot: Slot,
  others: readonly Slot[],
  context: ReadContext,
): ReadSlot | null {
  const sentence = sentenceAt(text, place);
  const free = slot.type === 'text' || (slot.otherwise !== undefined && answers);
  if (!free || saysNothing(text.slice(place.from, place.to), others, context)) return null;
  const own = text.slice(sentence.from, sentence.to).trim();
  return own.endsWith('?') ? null : { value: slot.otherwise ?? own, span: own, ...sentence };
}

/** The value that a slot's own reader finds in these words, read in the whole message. */
function valueAt(text: string, place: Span, slot: Slot, context: ReadContext): ReadSlot | 'several' | null {
  if (slot.type === 'text') return null;
  const all = slot.type === 'choice' ? readAllUnasked(text, slot, context) : typed(text, slot, context);
  const quoted = all.filter((read) => overlaps(read, place) || overlaps(reasonOf(text, read, slot), place));
  const [first] = quoted;
  if (!first) return null;
  return quoted.every(({ value }) => value === first.value) ? first : 'several';
}

const typed = (text: string, slot: Slot, context: ReadContext): readonly ReadSlot[] =>
  readTyped(text, slot, { ...context, asked: true }).map((read) => ({
    value: read.value,
    span: read.text,
    ...read.span,
  }));

/** A reason in other words stands behind the words that introduce it. */
const reasonOf = (text: string, read: ReadSlot, { otherwise }: Slot): Span =>
  otherwise !== undefined && read.value === otherwise && text.startsWith(read.span, read.from)
    ? { from: read.from, to: read.from + read.span.length }
    : read;

/** The first place of the words in a message; null if they do not stand there in this order. */
function placeOf(said: readonly MessageWord[], wanted: readonly string[]): Span | null {
  if (wanted.length === 0 || wanted.length > LONGEST) return null;
  for (let start = 0; start + wanted.length <= said.length; start += 1) {
    if (!wanted.every((word, index) => said[start + index]?.word === word)) continue;
    return { from: said[start]?.span.from ?? 0, to: said[start + wanted.length - 1]?.span.to ?? 0 };
  }
  return null;
}

/** True if words before the place in its clause deny it: a quote must not leave out the "not". */
function isDeniedAt(
  said: readonly MessageWord[],
  place: Span,
  { language = ENGLISH }: Pick<ReadContext, 'language'>,
): boolean {
  const clause = said.find(({ span }) => span.from >= place.from)?.clause;
  const near = said.filter((word) => word.clause === clause);
  const text = (words: readonly MessageWord[]) => words.map(({ word }) => word).join(' ');
  const before = near.filter(({ span }) => span.to <= place.from).slice(-8);
  const behind = near.filter(({ span }) => span.from >= place.to).slice(0, 8);
  return isDenied(text(before), text(behind), language);
}

/** The sentence or line around a place. */
function sentenceAt(text: string, { from, to }: Span): Span {
  const start = Math.max(...['.', '!', '?', ';', '\n'].map((end) => text.lastIndexOf(end, from - 1) + 1));
  const ends = /[.!?;\n]/.exec(text.slice(to));
  return { from: from === 0 ? 0 : start, to: ends ? to + ends.index + 1 : text.length };
}

/** True of words under an "if", unless they are the reason for it. */
export function isSupposed(
  text: string,
  place: Span,
  { language = ENGLISH }: Pick<ReadContext, 'language'>,
): boolean {
  const { from } = sentenceAt(text, place);
  const hasReason = statedReason(text.slice(from, place.to), language) !== null;
  return !hasReason && language.supposes.test(text.slice(from, place.from));
}

/** True of a bare answer, a code, "I don't know", and words that another slot takes. */
function saysNothing(words: string, others: readonly Slot[], context: ReadContext): boolean {
  const { confirmation } = context;
  const language = languageOf(confirmation);
  return (
    readConsent(words, { kind: 'question' }, confirmation).said !== null ||
    onlyGives(words, language) ||
    saysUnknown(words, language) ||
    others.some((slot) => slot.type === 'choice' && readAllUnasked(words, slot, context).length > 0)
  );
}
