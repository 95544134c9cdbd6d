import type { IntentThreshold } from '../core/confidence.ts';
import { type IntentGuess, type IntentReading, UNKNOWN_INTENT } from '../core/intent.ts';
import type { RunContext } from '../core/node.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Span } from '../core/span.ts';
import { type Clause, splitClauses } from './clauses/split-clauses.ts';
import { closePair, type IntentPair, type WhichOptions } from './which-intent.ts';

export interface ReadIntentOptions extends Pick<WhichOptions, 'choices'> {
  /** The confidence from which each intent is acted on. An intent without an entry never is. */
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
  /** The spans of values for the flow of this intent: an address holds no wish. */
  readonly valuesIn: (text: string, intent: string) => readonly Span[];
}

/** One thing that a message asks for. */
export interface Wish {
  readonly intent: string;
  /** Its own words: the message, or its clause. */
  readonly text: string;
  /** `also` adds it to goals under way, `instead` replaces the one that is worked on. */
  readonly joins: Clause['joins'];
}

/** The intents of a message. */
export interface MessageIntents {
  readonly main: IntentReading;
  /** In the order of the message; empty if nothing is sure enough. */
  readonly wishes: readonly Wish[];
  /** The message without the clauses of wishes: values and background for all of them. */
  readonly rest: string;
  /** Two likely intents that the customer must choose between. */
  readonly between: IntentPair | null;
}

/** The least confidence of a single clause's intent. */
const CLAUSE_THRESHOLD = 0.75;
/** The largest number of clauses that are classified; those after it are read only as a part of the message. */
const CLASSIFIED = 8;

type Heard = IntentGuess & { readonly clause: Clause };

/** Classifies a message and each of its clauses. */
export async function readIntent(
  text: string,
  options: ReadIntentOptions,
  classifier: Classifier,
  run: RunContext<'classify'>,
): Promise<MessageIntents> {
  const { thresholds, choices } = options;
  const thresholdOf = (name: string) => thresholds.get(name)?.threshold ?? Number.POSITIVE_INFINITY;
  const guesses = await classifier.classify(text, run.signal);
  const best: IntentGuess = guesses[0] ?? { name: UNKNOWN_INTENT, confidence: 0 };
  const isSure = best.confidence >= thresholdOf(best.name);
  const clauses = await readClauses(text, best.name, options, classifier, run.signal);
  const wishes = wishesOf(text, isSure ? best : null, clauses, options.valuesIn(text, best.name));
  const sure = [...new Set(wishes.map(({ intent }) => intent))];
  // A sure clause settles a message that is unclear as a whole.
  const between =
    eitherPair(clauses, choices) ?? (clauses.length > 0 ? null : closePair(guesses, isSure, choices));
  const name = isSure && sure.includes(best.name) ? best.name : (sure[0] ?? UNKNOWN_INTENT);
  // The promise is about whole messages only.
  const certified = isSure && name === best.name && thresholds.get(name)?.certified === true;
  const top = guesses.slice(0, 3).map((guess) => ({ name: guess.name, confidence: guess.confidence }));
  const { confidence } = clauses.find((clause) => name !== best.name && clause.name === name) ?? best;
  run.note({ confidence, detail: { guesses: top, sure, certified, ...(between ? { between } : {}) } });
  return {
    main: { name, confidence, certified, guesses: top },
    wishes,
    rest: restOf(text, wishes.length > 1 ? clauses : []),
    between,
  };
}

/**
 * Classifies the clauses of a message that has several; keeps the sure ones. A report counts only if no request is
 * sure: "I recently bought a camera" asks for nothing beside a wish.
 */
export async function readClauses(
  text: string,
  intent: string,
  { thresholds, valuesIn }: Pick<ReadIntentOptions, 'thresholds' | 'valuesIn'>,
  classifier: Classifier,
  signal: AbortSignal,
): Promise<readonly Heard[]> {
  const all = splitClauses(text, valuesIn(text, intent));
  if (all.length < 2) return [];
  const clauses = all.filter(isReadable);
  const sure = async (form: Clause['form']) => {
    const heard: Heard[] = [];
    for (const clause of clauses.filter((each) => each.form === form).slice(0, CLASSIFIED)) {
      const [guess] = await classifier.classify(clause.asked, signal);
      const threshold = Math.max(thresholds.get(guess?.name ?? '')?.threshold ?? 1.1, CLAUSE_THRESHOLD);
      if (guess && guess.confidence >= threshold) heard.push({ ...guess, clause });
    }
    return heard;
  };
  const requests = await sure('request');
  return requests.length > 0 ? requests : sure('background');
}

/** The least number of words of a clause: "cancel W1" is a request, "Good day" is no report. */
const SHORTEST = { request: 2, background: 3 };
const isReadable = ({ asked, form }: Clause) => asked.trim().split(/\s+/).length >= SHORTEST[form];

/**
 * The wishes of a message. One request is read as a whole. Of several, the whole counts beside the clauses unless they
 * say what it is made of.
 */
function wishesOf(
  text: string,
  whole: IntentGuess | null,
  clauses: readonly Heard[],
  values: readonly Span[],
): readonly Wish[] {
  const all = splitClauses(text, values);
  const said = clauses.map(
    ({ name, clause }): Wish => ({ intent: name, text: clause.text, joins: clause.joins }),
  );
  const intents = new Set(said.map(({ intent }) => intent));
  const joins = said[0]?.joins ?? all[0]?.joins ?? null;
  const isOne = all.filter(({ form }) => form === 'request').length < 2;
  if (whole && (intents.size === 0 || isOne)) return [{ intent: whole.name, text, joins }];
  if (intents.size !== 1) return said;
  const [only = ''] = intents;
  // One business in several clauses is one wish in all of them; the whole has its values.
  if (!whole || whole.name === only) return [{ intent: only, text, joins }];
  const own = said.map((wish) => wish.text);
  const others = own.reduce((left, each) => left.replace(each, ' '), text);
  return [
    { intent: whole.name, text: others, joins },
    { intent: only, text: own.join('\n'), joins },
  ];
}

/** The two intents of an alternative: "cancel or return". */
function eitherPair(clauses: readonly Heard[], choices: WhichOptions['choices']): IntentPair | null {
  const at = clauses.findIndex(({ clause }) => clause.either);
  const [first, second] = [clauses[at - 1], clauses[at]];
  if (!first || !second || first.name === second.name) return null;
  return choices.has(first.name) && choices.has(second.name) ? [first.name, second.name] : null;
}

function restOf(text: string, clauses: readonly Heard[]): string {
  let rest = text;
  for (const { clause } of clauses) rest = rest.replace(clause.text, ' '.repeat(clause.text.length));
  return rest;
}
