import type { LostReading } from '../core/command.ts';
import type { IntentThreshold } from '../core/confidence.ts';
import { type IntentGuess, type IntentReading, UNKNOWN_INTENT } from '../core/intent.ts';
import type { RunContext } from '../core/node.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import { overlaps, type Span } from '../core/span.ts';
import { withoutAnnounced } from './clauses/announcements.ts';
import { guessesFor } from './clauses/inquiry.ts';
import { type Clause, splitClauses } from './clauses/split-clauses.ts';
import { unsettledClauses } from './clauses/unsettled-clauses.ts';
import { partCommand, rounded } from './commands/make-commands.ts';
import { closePair, type IntentPair, likelyOne, type Offered, type WhichOptions } from './which-intent.ts';
import { bestOf, guessesOf, isOneFlow } from './wishes/best-guess.ts';
import { allWishes } from './wishes/unplaced-wishes.ts';
import type { Wish } from './wishes/wish.ts';

export interface ReadIntentOptions extends Pick<WhichOptions, 'choices'> {
  /** The confidence from which each intent is acted on. An intent without an entry never is. */
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
  /** The flow that does an intent; null for a model's. */
  readonly flowOf: (intent: string) => string | null;
  /** True if an intent is something to do, not a question or small talk. */
  readonly acts: (intent: string) => boolean;
  /** True if an intent may change something. A question how something is does not mean it. */
  readonly changes: (intent: string) => boolean;
  /** The intent under way, if there is one. */
  readonly current?: string | undefined;
  /** The spans of values for the flow of this intent: an address holds no wish. */
  readonly valuesIn: (text: string, intent: string) => readonly Span[];
}

/** The intents of a message. */
export interface MessageIntents {
  readonly main: IntentReading;
  /** In the order of the message; empty if nothing is sure enough. */
  readonly wishes: readonly Wish[];
  /** The message without the clauses of wishes: values and background for all of them. */
  readonly rest: string;
  /** Two likely intents that the customer must choose between, or one that is likely and not sure. */
  readonly between: Offered | null;
  /** Clauses whose intent is not sure enough. */
  readonly lost: readonly LostReading[];
}

/** The least confidence of a single clause's intent. */
const CLAUSE_THRESHOLD = 0.75;
/** The same for an alternative, which only asks which of the two is meant. */
const ALTERNATIVE_THRESHOLD = 0.5;
/** The largest number of clauses that are classified; those after it are read only as a part of the message. */
const CLASSIFIED = 8;

type HeardClause = IntentGuess & { readonly clause: Clause };

/** The sure clauses of a message, and those that are not sure enough. */
interface HeardClauses {
  readonly clauses: readonly HeardClause[];
  readonly lost: readonly LostReading[];
}

/** Classifies a message and each of its clauses. */
export async function readIntent(
  text: string,
  options: ReadIntentOptions,
  classifier: Classifier,
  run: RunContext<'classify'>,
): Promise<MessageIntents> {
  const { thresholds, choices } = options;
  const { guesses, ofAll } = await guessesOf(text, options, classifier, run.signal);
  const { best, isNamed, isSure } = bestOf(guesses, options);
  const split = splitClauses(text, () => options.valuesIn(text, best.name));
  const pair = pairOf(guesses, isSure, options);
  const asked = unsettledClauses(split, isSure && pair === null && choices.has(best.name));
  const { clauses: sureClauses, lost } = await readClauses(asked, options, classifier, run.signal);
  const clauses = withoutAnnounced(sureClauses, split, options.acts);
  const isAnnounced = clauses !== sureClauses;
  const whole = isSure ? wholeOf(best, clauses, isAnnounced, choices) : null;
  const placed = wishesOf(text, whole, clauses, split);
  const wishes = await allWishes(text, placed, pair, options, (piece) =>
    classifier.classify(piece, run.signal),
  );
  const sure = [...new Set(placed.map(({ intent }) => intent))];
  const apart = placed.length === 0 && wishes.length > 0;
  const open = { pair, one: likelyOne(guesses, isSure, choices) };
  const between = eitherPair(clauses, choices) ?? openOffer(open, clauses, apart);
  const name = isSure && sure.includes(best.name) ? best.name : (sure[0] ?? UNKNOWN_INTENT);
  // The promise is about whole messages only.
  const certified = ofAll && isNamed && name === best.name && thresholds.get(name)?.certified === true;
  const top = guesses.slice(0, 3).map((guess) => ({ name: guess.name, confidence: guess.confidence }));
  const heard = clauses.find((clause) => name !== best.name && clause.name === name);
  const { confidence } = heard ?? best;
  const noted = top.map((guess) => ({ ...guess, confidence: rounded(guess.confidence) }));
  run.note({ confidence, detail: { guesses: noted, sure, certified, ...(between ? { between } : {}) } });
  return {
    main: { name, confidence, certified, guesses: top },
    wishes,
    rest: restOf(text, wishes.length > 1 ? clauses : []),
    between,
    lost,
  };
}

/** The likely intents, unless a sure clause settles it, or parts of the message say each. */
const openOffer = (
  { pair, one }: { readonly pair: IntentPair | null; readonly one: Offered | null },
  clauses: readonly HeardClause[],
  apart: boolean,
): Offered | null => (clauses.length > 0 || apart ? null : (pair ?? one));

/**
 * The reading of the whole message; null for a greeting, or a story that is nobody's business, beside a sure request, and
 * for what the announcement of the sure requests resembles.
 */
function wholeOf(
  best: IntentGuess,
  clauses: readonly HeardClause[],
  isAnnounced: boolean,
  choices: WhichOptions['choices'],
): IntentGuess | null {
  const isTalk = !choices.has(best.name) && clauses.some(({ name }) => choices.has(name));
  const isOther = isAnnounced && clauses.every(({ name }) => name !== best.name);
  return isTalk || isOther ? null : best;
}

/** The two best guesses if they are close; null if one flow serves both. */
const pairOf = (
  guesses: readonly IntentGuess[],
  isSure: boolean,
  { flowOf, choices }: Pick<ReadIntentOptions, 'flowOf' | 'choices'>,
): IntentPair | null => (isOneFlow(guesses, flowOf) ? null : closePair(guesses, isSure, choices));

interface ReadClausesOptions extends Pick<ReadIntentOptions, 'thresholds' | 'changes'> {
  /** False if reports count for nothing. */
  readonly reports?: boolean;
}

/**
 * Classifies the clauses of a message that has several; keeps the sure ones. A report counts only if no request is
 * sure: "I recently bought a camera" asks for nothing beside a wish.
 */
export async function readClauses(
  all: readonly Clause[],
  { thresholds, changes, reports = true }: ReadClausesOptions,
  classifier: Classifier,
  signal: AbortSignal,
): Promise<HeardClauses> {
  if (all.length < 2) return { clauses: [], lost: [] };
  const clauses = all.filter(isReadable);
  const lost: LostReading[] = [];
  const sure = async (form: Clause['form']) => {
    const heard: HeardClause[] = [];
    for (const clause of clauses.filter((each) => each.form === form).slice(0, CLASSIFIED)) {
      const [guess] = guessesFor(clause.asked, await classifier.classify(clause.asked, signal), changes);
      if (guess) heard.push({ ...guess, clause });
    }
    const isSure = (each: HeardClause, at: number) =>
      each.confidence >= leastOf(each, thresholds) || isAlternative(heard, at);
    for (const { name, confidence, clause } of heard.filter((each, at) => !isSure(each, at)))
      lost.push({ ...partCommand('begin', name, [clause.span], confidence), why: 'threshold' });
    return heard.filter(isSure);
  };
  const requests = await sure('request');
  return { clauses: requests.length > 0 || !reports ? requests : await sure('background'), lost };
}

/** The confidence from which a clause is acted on. */
const leastOf = ({ name }: HeardClause, thresholds: ReadIntentOptions['thresholds']): number =>
  Math.max(thresholds.get(name)?.threshold ?? 1.1, CLAUSE_THRESHOLD);

/** True of both in "cancel or return it", which only asks which of the two is meant. */
function isAlternative(heard: readonly HeardClause[], at: number): boolean {
  const second = heard[at]?.clause.either ? at : at + 1;
  const [one, other] = [heard[second - 1], heard[second]];
  if (!one || !other?.clause.either || one.name === other.name) return false;
  return Math.min(one.confidence, other.confidence) >= ALTERNATIVE_THRESHOLD;
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
  clauses: readonly HeardClause[],
  all: readonly Clause[],
): readonly Wish[] {
  const requests = all.filter(({ form }) => form === 'request').map(({ span }) => span);
  const said = clauses.map(
    ({ name, confidence, clause }): Wish => ({
      intent: name,
      text: clause.text,
      joins: clause.joins,
      spans: [clause.span],
      confidence,
    }),
  );
  const intents = new Set(said.map(({ intent }) => intent));
  const joins = said[0]?.joins ?? all[0]?.joins ?? null;
  const asking = requests.length > 0 ? requests : [{ from: 0, to: text.length }];
  const inAll = { text, joins, spans: asking };
  if (whole && (intents.size === 0 || requests.length < 2))
    return [{ ...inAll, intent: whole.name, confidence: whole.confidence }];
  if (intents.size !== 1) return said;
  const only = asOne(said);
  // One business in several clauses is one wish in all of them; the whole has its values.
  if (!whole || whole.name === only.intent) return [{ ...only, ...inAll }];
  const own = said.map((wish) => wish.text);
  const left = own.reduce((rest, each) => rest.replace(each, ' '), text);
  const others = asking.filter((span) => !only.spans.some((each) => overlaps(each, span)));
  return [
    {
      intent: whole.name,
      text: left,
      joins,
      spans: others.length > 0 ? others : asking,
      confidence: whole.confidence,
    },
    { ...only, joins },
  ];
}

/** Wishes of one intent as a single one. */
function asOne(said: readonly Wish[]): Wish {
  return {
    intent: said[0]?.intent ?? '',
    text: said.map(({ text }) => text).join('\n'),
    joins: said[0]?.joins ?? null,
    spans: said.flatMap(({ spans }) => spans),
    confidence: Math.max(...said.map(({ confidence }) => confidence)),
  };
}

/** The two intents of an alternative: "cancel or return". */
function eitherPair(clauses: readonly HeardClause[], choices: WhichOptions['choices']): IntentPair | null {
  const at = clauses.findIndex(({ clause }) => clause.either);
  const [first, second] = [clauses[at - 1], clauses[at]];
  if (!first || !second || first.name === second.name) return null;
  return choices.has(first.name) && choices.has(second.name) ? [first.name, second.name] : null;
}

function restOf(text: string, clauses: readonly HeardClause[]): string {
  let rest = text;
  for (const { clause } of clauses) rest = rest.replace(clause.text, ' '.repeat(clause.text.length));
  return rest;
}
