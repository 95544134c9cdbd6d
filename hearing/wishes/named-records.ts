import type { IntentGuess } from '../../core/intent.ts';
import { splitClauses } from '../clauses/split-clauses.ts';
import type { Wish } from './wish.ts';

interface NamedRecordsOptions {
  /** The words that offer an intent to a customer, by its name. */
  readonly choices: ReadonlyMap<string, string>;
  /** True if articles answer an intent. */
  readonly answers: (intent: string) => boolean;
  /** The references of records in a text, such as order numbers, that an intent would take. */
  readonly referencesIn: (text: string, intent: string) => readonly string[];
}

/** The least confidence of a reading of the whole message that is asked about. */
const LEAST = 0.1;

/**
 * The wishes of a message with one for the records that it names, if articles alone would answer it: an article says
 * nothing of an order. The likeliest intent that takes them is asked about, in the customer's words.
 */
export function withNamedRecords(
  text: string,
  wishes: readonly Wish[],
  guesses: readonly IntentGuess[],
  { choices, answers, referencesIn }: NamedRecordsOptions,
): readonly Wish[] {
  // Small talk has no words that offer it.
  const asked = wishes.filter(({ intent }) => choices.has(intent));
  if (asked.length === 0 || !asked.every(({ intent }) => answers(intent))) return wishes;
  const named = guesses.find(
    ({ name, confidence }) => confidence >= LEAST && choices.has(name) && referencesIn(text, name).length > 0,
  );
  if (!named) return wishes;
  const { name: intent, confidence } = named;
  const clauses = splitClauses(text).filter((clause) => referencesIn(clause.text, intent).length > 0);
  if (clauses.length === 0) return wishes;
  const spans = clauses.map(({ span }) => span);
  const said = clauses.map((clause) => clause.text).join(' ');
  return [...wishes, { intent, text: said, joins: 'also', spans, confidence, unsure: true }];
}
