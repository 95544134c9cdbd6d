import type { IntentGuess } from '../core/intent.ts';
import type { NodeState, Option, Pending } from '../core/state.ts';
import { answerLead } from './answer-lead.ts';
import { chooseNumber, chooseOptions } from './choose-option.ts';
import { type ConfirmationWords, languageOf } from './consent/consent-grammar.ts';
import { readConsent } from './consent/read-consent.ts';
import type { Language } from './languages/language.ts';
import { plainWords } from './plain-words.ts';

export interface WhichOptions {
  /** The words that offer an intent to a customer, by its name. An intent without them is never offered. */
  readonly choices: ReadonlyMap<string, string>;
  readonly confirmation: ConfirmationWords;
  readonly says: { readonly between: string; readonly whether: string };
}

/** Two intents, the likelier first. */
export type IntentPair = readonly [string, string];

/** The intents of a question: which of two is meant, or whether one is. */
export type Offered = readonly [string] | IntentPair;

/** The question between two intents. */
export type WhichIntent = Extract<Pending, { kind: 'which-intent' }>;

/**
 * `PLAUSIBLE`: the least sum of the two best confidences for a question. `CLOSE`: the least second confidence as a
 * share of the best; more is needed if the best is over its threshold.
 *
 * Measured on unseen messages (docs/turn-confidence.md): below the threshold one of the two is right in 9 of 10
 * messages, the best alone in 5 to 6. Above it, the best would be right in half of them.
 */
const PLAUSIBLE = 0.7;
const CLOSE = 0.2;
const CLOSE_THOUGH_SURE = 0.5;
/** The least confidence of a single intent that is asked about: it is likelier than all others together. */
const LIKELY = 0.6;

/** The two intents to ask about; null unless the two best guesses are plausible together and close to each other. */
export function closePair(
  [best, second]: readonly IntentGuess[],
  sure: boolean,
  choices: WhichOptions['choices'],
): IntentPair | null {
  if (!best || !second || !choices.has(best.name) || !choices.has(second.name)) return null;
  const plausible = best.confidence + second.confidence >= PLAUSIBLE;
  const close = second.confidence >= best.confidence * (sure ? CLOSE_THOUGH_SURE : CLOSE);
  return plausible && close ? [best.name, second.name] : null;
}

/** The intent to ask about where no other comes close to it, and it is not sure; null if it is not likely either. */
export function likelyOne(
  [best]: readonly IntentGuess[],
  sure: boolean,
  choices: WhichOptions['choices'],
): Offered | null {
  return best && !sure && choices.has(best.name) && best.confidence >= LIKELY ? [best.name] : null;
}

/** Asks the customer which of two intents they meant, or whether they meant one, and keeps the message. */
export function askBetween(
  { choices, says }: WhichOptions,
  intents: Offered,
  { turn_id, text: said }: WhichIntent['opening'],
  asked: number,
): Pick<NodeState, 'reading' | 'pending' | 'draft'> {
  const [first = '', second] = intents.map((name) => choices.get(name) ?? name);
  const question = second === undefined ? says.whether : says.between;
  const text = question.replace('{first}', () => first).replace('{second}', () => second ?? '');
  return {
    reading: 'unclear',
    pending: { kind: 'which-intent', intents, opening: { turn_id, text: said }, asked },
    draft: { text, citations: [], grounds: [text], outcome: 'asked', by: 'engine' },
  };
}

/** The customer's choice of an offered intent. `outright`: the message can mean nothing else. */
export type ChosenIntent =
  | { readonly kind: 'one'; readonly name: string; readonly outright: boolean }
  | { readonly kind: 'neither' };

/** True of a message that chooses nothing of what was offered. */
export const saysNeither = (text: string, { neither }: Pick<Language, 'neither'>): boolean =>
  neither.test(plainWords(text));

/** Reads the answer to `askBetween`: a number, "the first", distinctive words, or neither; of one, a yes or a no. */
export function readChosenIntent(
  text: string,
  { intents }: WhichIntent,
  { choices, confirmation }: WhichOptions,
): ChosenIntent | null {
  const language = languageOf(confirmation);
  if (saysNeither(text, language)) return { kind: 'neither' };
  const { said } = readConsent(text, { kind: 'question' }, confirmation);
  if (said === 'decline') return { kind: 'neither' };
  const [first, second] = intents;
  if (second === undefined) {
    const lead = said ?? answerLead(text, confirmation);
    return lead === 'affirm' ? { kind: 'one', name: first, outright: said === 'affirm' } : null;
  }
  const options = [first, second].map(
    (name): Option => ({ label: choices.get(name) ?? '', value: name, element: name }),
  );
  const [numbered] = picked(chooseNumber(text, options, language));
  if (numbered) return { kind: 'one', name: String(numbered.value), outright: true };
  const [named] = picked(chooseOptions(text, options, false, [], language));
  return named ? { kind: 'one', name: String(named.value), outright: false } : null;
}

const picked = (choice: ReturnType<typeof chooseOptions>): readonly Option[] =>
  choice === 'ambiguous' || choice === null ? [] : choice;
