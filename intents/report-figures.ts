import { type Graded, graded } from '../confidence/graded.ts';
import { calibrationError, coverageAtError } from '../confidence/measures.ts';
import type { IntentThreshold } from '../core/confidence.ts';

/** A labelled message and what a model that had never seen it read it as. */
export interface ReadMessage {
  readonly text: string;
  readonly label: string;
  readonly guess: string;
  /** Of the guess, 0..1. */
  readonly confidence: number;
  /** Whether an agent would act on the guess: it is in scope and sure enough. */
  readonly acted: boolean;
}

/** How well messages were read, as shares of 0..1; null where nothing could be counted. */
interface Figures {
  readonly messages: number;
  readonly accuracy: number | null;
  /** The share that would be acted on, and the share of those that is wrong. */
  readonly coverage: number | null;
  readonly error: number | null;
}

/** How well one intent is read. */
export interface IntentFigures {
  readonly intent: string;
  readonly examples: number;
  /** Messages that really are of this intent. */
  readonly messages: number;
  /** Of those: the share that was read so, and the share that would be acted on, rightly or not. */
  readonly recall: number | null;
  readonly coverage: number | null;
  /** Of what would be acted on as this intent: the share that is. */
  readonly acted: number;
  readonly precision: number | null;
  /** Null for what is out of scope: nobody acts on it. */
  readonly threshold: IntentThreshold | null;
}

/** How well out-of-scope messages are kept away. */
interface ScopeFigures {
  readonly messages: number;
  /** The share that was read as out of scope. */
  readonly named: number;
  /** The share that would not be acted on: read so, or too unsure of another guess. */
  readonly kept_away: number;
}

/** How well messages were read in all. */
export interface ReadingFigures {
  readonly all: Figures;
  readonly in_scope: Figures;
  /** Null when no message is out of scope. */
  readonly out_of_scope: ScopeFigures | null;
  /** Expected calibration error in bins of as many messages each, and in bins of equal width. */
  readonly calibration_error: number;
  readonly calibration_error_by_width: number;
  /** The most that could have been acted on with no more than this share wrong: seen afterwards, no promise. */
  readonly coverage_at: readonly { readonly error: number; readonly coverage: number }[];
}

const shareOf = <T>(items: readonly T[], claim: (item: T) => boolean): number | null =>
  items.length === 0 ? null : items.filter(claim).length / items.length;

const isRight = ({ guess, label }: ReadMessage): boolean => guess === label;
const isActed = ({ acted }: ReadMessage): boolean => acted;

/** Confidence and truth, which is all that calibration is about. */
export const gradedMessage = ({ guess, label, confidence }: ReadMessage): Graded =>
  graded({ guess, label, confidence });

/** The errors that a report tells of, whatever was asked for. */
export const REPORTED_ERRORS: readonly number[] = [0.01, 0.02, 0.05];

/** The figures of all messages; nobody acts on what is read as out of scope. */
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
  /** How many examples each intent has; an intent may have none. */
  readonly examples: ReadonlyMap<string, number>;
  readonly threshold: (intent: string) => IntentThreshold | null;
}

/** The figures of each intent, in the order in which they are declared; labels that no intent has come last. */
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

/** The items of each key, keys in the order in which they first occur. */
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
