import type { IntentGuess } from '../core/intent.ts';
import type { NodeState, Option, Pending } from '../core/state.ts';
import { chooseNumber, chooseOptions } from './choose-option.ts';
import type { ConfirmationWords } from './consent/consent-grammar.ts';
import { readConsent } from './consent/read-consent.ts';
import { plainWords } from './plain-words.ts';

export interface WhichOptions {
  /** The words that offer an intent to a customer, by its name. An intent without them is never offered. */
  readonly choices: ReadonlyMap<string, string>;
  readonly confirmation: ConfirmationWords;
  readonly says: { readonly between: string };
}

/** Two intents, the likelier first. */
export type IntentPair = readonly [string, string];

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

/** Asks the customer which of two intents they meant, and keeps the message. */
export function askBetween(
  { choices, says }: WhichOptions,
  pair: IntentPair,
  { turn_id, text: said }: WhichIntent['opening'],
  asked: number,
): Pick<NodeState, 'reading' | 'pending' | 'draft'> {
  const [first = '', second = ''] = pair.map((name) => choices.get(name));
  const text = says.between.replace('{first}', () => first).replace('{second}', () => second);
  return {
    reading: 'unclear',
    pending: { kind: 'which-intent', intents: pair, opening: { turn_id, text: said }, asked },
    draft: { text, citations: [], grounds: [text], outcome: 'asked', by: 'engine' },
  };
}

/** The customer's choice of an offered intent. `outright`: the message can mean nothing else. */
export type ChosenIntent =
  | { readonly kind: 'one'; readonly name: string; readonly outright: boolean }
  | { readonly kind: 'neither' };

const NEITHER = /^(?:neither|none|no neither)(?: of (?:them|these|those|the two|both))?$|^something else$/;

/** Reads the answer to `askBetween`: a number, "the first", distinctive words, or neither. */
export function readChosenIntent(
  text: string,
  { intents }: WhichIntent,
  { choices, confirmation }: WhichOptions,
): ChosenIntent | null {
  if (NEITHER.test(plainWords(text))) return { kind: 'neither' };
  if (readConsent(text, { kind: 'question' }, confirmation).said === 'decline') return { kind: 'neither' };
  const options = intents.map(
    (name): Option => ({ label: choices.get(name) ?? '', value: name, element: name }),
  );
  const [numbered] = picked(chooseNumber(text, options));
  if (numbered) return { kind: 'one', name: String(numbered.value), outright: true };
  const [named] = picked(chooseOptions(text, options, false));
  return named ? { kind: 'one', name: String(named.value), outright: false } : null;
}

const picked = (choice: ReturnType<typeof chooseOptions>): readonly Option[] =>
  choice === 'ambiguous' || choice === null ? [] : choice;
