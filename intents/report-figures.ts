import { type Graded, graded } from '../confidence/graded.ts';
import { calibrationError, coverageAtError } from '../confidence/measures.ts';
import type { IntentThreshold } from '../core/confidence.ts';

/** A labelled message and its reading by a model that was trained without it. */
export interface ReadMessage {
  readonly text: string;
  readonly label: string;
  readonly guess: string;
  /** The confidence of the guess, 0..1. */
  readonly confidence: number;
  /** True if an agent would act on the guess: it is in scope and over its threshold. */
  readonly acted: boolean;
}

/** Quality of reading, as shares of 0..1; null if there is nothing to count. */
interface Figures {
  readonly messages: number;
  readonly accuracy: number | null;
  /** The share that would be acted on; `error`: the share of those that is wrong. */
  readonly coverage: number | null;
  readonly error: number | null;
}

/** The figures of one intent. */
export interface IntentFigures {
  readonly intent: string;
  readonly examples: number;
  /** The number of messages with this label. */
  readonly messages: number;
  /** The share of those that was read right; `coverage`: the share that would be acted on, rightly or wrongly. */
  readonly recall: number | null;
  readonly coverage: number | null;
  /** The number that would be acted on as this intent; `precision`: the share of those that is right. */
  readonly acted: number;
  readonly precision: number | null;
  /** Null for out of scope, which is never acted on. */
  readonly threshold: IntentThreshold | null;
}

/** The figures of out-of-scope messages. */
interface ScopeFigures {
  readonly messages: number;
  /** The share that was read as out of scope. */
  readonly named: number;
  /** The share that would not be acted on: read as out of scope, or below the threshold of another intent. */
  readonly kept_away: number;
}

/** The figures of all messages. */
export interface ReadingFigures {
  readonly all: Figures;
  readonly in_scope: Figures;
  /** Null if no message is out of scope. */
  readonly out_of_scope: ScopeFigures | null;
  /** The expected calibration error in bins of equal counts, and in bins of equal width. */
  readonly calibration_error: number;
  readonly calibration_error_by_width: number;
  /** The largest coverage with at most this error, in hindsight: no promise. */
  readonly coverage_at: readonly { readonly error: number; readonly coverage: number }[];
}

const shareOf = <T>(items: readonly T[], claim: (item: T) => boolean): number | null =>
  items.length === 0 ? null : items.filter(claim).length / items.length;

const isRight = ({ guess, label }: ReadMessage): boolean => guess === label;
const isActed = ({ acted }: ReadMessage): boolean => acted;

/** A message's confidence and correctness. */
export const gradedMessage = ({ guess, label, confidence }: ReadMessage): Graded =>
  graded({ guess, label, confidence });

/** The error rates of every report. */
export const REPORTED_ERRORS: readonly number[] = [0.01, 0.02, 0.05];

/** The figures of all messages. A message read as out of scope is not acted on. */
export function readingFigures(messages: readonly ReadMessage[], outOfScope: string | null): ReadingFigures {
  const answers = messages.map(gradedMessage);
  const candidates = messages.filter(({ guess }) => guess !== outOfScope).map(gradedMessage);
  const covered = messages.length === 0 ? 0 : candidates.length / messages.length;
  return {
    all: figuresOf(messages),
    in_scope: figuresOf(messages.filter(({ label }) => label !== outOfScope)),
    out_of_scope: scopeFigures(messages.filter(({ label }) => label === outOfScope)),
    calibration_error: calibrationError(answers),
    calibration_error_by_width: calibrationError(answers, 'width'),
    coverage_at: REPORTED_ERRORS.map((error) => ({
      error,
      coverage: covered * coverageAtError(candidates, error),
    })),
  };
}

function figuresOf(messages: readonly ReadMessage[]): Figures {
  return {
    messages: messages.length,
    accuracy: shareOf(messages, isRight),
    coverage: shareOf(messages, isActed),
    error: shareOf(messages.filter(isActed), (message) => !isRight(message)),
  };
}

function scopeFigures(messages: readonly ReadMessage[]): ScopeFigures | null {
  const named = shareOf(messages, isRight);
  const acted = shareOf(messages, isActed);
  return named === null || acted === null ? null : { messages: messages.length, named, kept_away: 1 - acted };
}

export interface PerIntent {
  readonly messages: readonly ReadMessage[];
  /** The number of examples of each intent, also 0. */
  readonly examples: ReadonlyMap<string, number>;
  readonly threshold: (intent: string) => IntentThreshold | null;
}

/** The figures of each intent in declared order; unknown labels come last. */
export function intentFigures({ messages, examples, threshold }: PerIntent): readonly IntentFigures[] {
  const byLabel = grouped(messages, ({ label }) => label);
  const byGuess = grouped(messages.filter(isActed), ({ guess }) => guess);
  return [...new Set([...examples.keys(), ...byLabel.keys()])].map((intent) => {
    const own = byLabel.get(intent) ?? [];
    const acted = byGuess.get(intent) ?? [];
    return {
      intent,
      examples: examples.get(intent) ?? 0,
      messages: own.length,
      recall: shareOf(own, isRight),
      coverage: shareOf(own, isActed),
      acted: acted.length,
      precision: shareOf(acted, isRight),
      threshold: threshold(intent),
    };
  });
}

/** Groups items by key, keys in the order of their first occurrence. */
export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
