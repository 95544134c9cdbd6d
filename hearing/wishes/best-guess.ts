import type { IntentThreshold } from '../../core/confidence.ts';
import { type IntentGuess, UNKNOWN_INTENT } from '../../core/intent.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import { guessesFor } from '../clauses/inquiry.ts';
import { withoutIntroduction } from '../clauses/introductions.ts';
import { splitClauses } from '../clauses/split-clauses.ts';
import { withoutTurn } from '../clauses/turns.ts';

interface Options {
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
  readonly flowOf: (intent: string) => string | null;
  /** True if an intent may change something. */
  readonly changes: (intent: string) => boolean;
  /** The intent under way, if there is one. */
  readonly current?: string | undefined;
}

interface Guesses {
  readonly guesses: readonly IntentGuess[];
  /** True if they are for the whole message as it is. */
  readonly ofAll: boolean;
}

/**
 * The guesses for a message: of one that only asks how something is, without what would change it; of one that is not
 * sure, those of its words without who the customer is, and without "actually" and "instead", if they are.
 */
export async function guessesOf(
  text: string,
  options: Options,
  classifier: Classifier,
  signal: AbortSignal,
): Promise<Guesses> {
  const read = await classifier.classify(text, signal);
  const guessed = guessesFor(text, read, options.changes);
  const whole = { guesses: guessed, ofAll: guessed === read };
  const again = await sayingAgain(text, guessed, options, classifier, signal);
  if (again) return again;
  const asked = withoutTurn(withoutIntroduction(text));
  if (asked === text || bestOf(whole.guesses, options).isSure) return whole;
  const guesses = await classifier.classify(asked, signal);
  return bestOf(guesses, options).isSure ? { guesses, ofAll: false } : whole;
}

/**
 * The guesses for the one request of a message, if it surely asks for what is under way: beside "I want to exchange an
 * item", the card and the order are values. Null if the whole message is about that already, or asks for several things.
 */
async function sayingAgain(
  text: string,
  [whole]: readonly IntentGuess[],
  options: Options,
  classifier: Classifier,
  signal: AbortSignal,
): Promise<Guesses | null> {
  const { current } = options;
  if (current === undefined || whole?.name === current) return null;
  const clauses = splitClauses(text);
  const [request, ...others] = clauses.filter(({ form }) => form === 'request');
  if (clauses.length < 2 || !request || others.length > 0) return null;
  const guesses = await classifier.classify(request.asked, signal);
  return guesses[0]?.name === current && bestOf(guesses, options).isNamed ? { guesses, ofAll: false } : null;
}

interface BestGuess {
  /** With the confidence that its flow is meant, if it is not sure alone. */
  readonly best: IntentGuess;
  readonly isNamed: boolean;
  readonly isSure: boolean;
}

/** The best guess with its own threshold. */
export function bestOf(
  guesses: readonly IntentGuess[],
  { thresholds, flowOf }: Pick<Options, 'thresholds' | 'flowOf'>,
): BestGuess {
  const alone: IntentGuess = guesses[0] ?? { name: UNKNOWN_INTENT, confidence: 0 };
  const least = thresholds.get(alone.name)?.threshold ?? Number.POSITIVE_INFINITY;
  const isNamed = alone.confidence >= least;
  const together = isNamed ? alone.confidence : confidenceOfFlow(guesses, flowOf);
  const isSure = together >= least;
  return { best: isSure ? { ...alone, confidence: together } : alone, isNamed, isSure };
}

/** True if one flow does the two best guesses. */
export function isOneFlow([best, second]: readonly IntentGuess[], flowOf: Options['flowOf']): boolean {
  const flow = flowOf(best?.name ?? '');
  return flow !== null && flow === flowOf(second?.name ?? '');
}

/** The confidence that the flow of the two best guesses is meant: one flow serves both in the same way. */
function confidenceOfFlow(guesses: readonly IntentGuess[], flowOf: Options['flowOf']): number {
  const [best, second] = guesses;
  return (best?.confidence ?? 0) + (isOneFlow(guesses, flowOf) ? (second?.confidence ?? 0) : 0);
}
