import type { Certificate, ErrorTarget } from '../core/confidence.ts';
import { chanceOfBreach, leastMessages, sharpest } from './breach.ts';
import { type Graded, surestFirst } from './graded.ts';

/** Of all answers, the share that is accepted where testing starts, and what of the chance of error is spent there. */
const STARTS = [
  { share: 0.25, spent: 0.2 },
  { share: 0.4, spent: 0.8 },
] as const;

/** A start at which a single mistake is too many is avoided where it takes no more than this share to avoid it. */
const FORGIVING = 0.6;

/** Each test accepts so many times as many answers as the one before. */
const STEP = 1.03;

/** Nobody labels more. */
const MOST_LABELS = 1_000_000;

/** How many answers a test accepts, and the chance of error that may be spent from it on. */
interface Test {
  readonly accepted: number;
  readonly chance: number;
}

/**
 * Finds the lowest confidence from which on a promised error holds, by predictions of models that had not seen
 * the messages.
 *
 * The promise: with probability `assurance`, of the next messages like these, as many as were accepted here, at
 * most the share `error` is named wrong; so also in the long run. It says nothing about messages unlike these.
 *
 * Thresholds are tested from strict to lenient, and testing stops at the first that fails (fixed-sequence
 * testing, as in Learn then Test by Angelopoulos, Bates, Candès, Jordan and Lei, 2021, with an exact tail, see
 * `chanceOfBreach`). Which thresholds are tested follows from the number of answers, their confidences and the
 * target, never from which answers are right: whoever tries all thresholds and keeps the best finds one that is
 * good by luck. There are two starts, each with a part of the chance of error, so that one mistake among the
 * surest does not end it; a start adds its part to what has not been lost before it.
 *
 * A threshold is just above the confidence of the first answer that is left out: the answers above any
 * confidence are a fair sample of all such messages, those down to an accepted one are not. Answers of equal
 * confidence are accepted together or not at all.
 */
export function certify(answers: readonly Graded[], target: ErrorTarget): Certificate {
  const sorted = surestFirst(answers);
  const wrong = mistakesAmong(sorted);
  let chance = 0;
  let certified = 0;
  let tested = 0;
  for (const test of sequence(sorted.length, target)) {
    chance += test.chance;
    const accepted = countAbove(sorted, test.accepted);
    if (accepted === tested || chance === 0) continue;
    tested = accepted;
    if (chanceOfBreach(wrong[accepted] as number, accepted, target.error) <= chance) certified = accepted;
    else chance = 0;
  }
  if (certified === 0) return { certified: false, missing: missingLabels(wrong, target) };
  return {
    certified: true,
    threshold: justAbove(sorted[certified]?.confidence),
    coverage: certified / sorted.length,
  };
}

/** The mistakes among the surest so many, by their number. */
function mistakesAmong(sorted: readonly Graded[]): readonly number[] {
  let mistakes = 0;
  return [0, ...sorted.map(({ right }) => (right ? mistakes : ++mistakes))];
}

/** How many answers are above the first one that would be left out. */
function countAbove(sorted: readonly Graded[], accepted: number): number {
  const next = sorted[accepted]?.confidence;
  let count = accepted;
  while (count > 0 && sorted[count - 1]?.confidence === next) count--;
  return count;
}

/** The next number above; without an answer that is left out, everything is accepted. */
function justAbove(confidence: number | undefined): number {
  if (confidence === undefined) return 0;
  return Math.max(Number.MIN_VALUE, confidence * (1 + Number.EPSILON));
}

function sequence(answers: number, target: ErrorTarget): readonly Test[] {
  const starts = startsFor(answers, target);
  const counts = new Set(starts.map(({ accepted }) => accepted));
  for (let count = starts[0]?.accepted ?? answers; count < answers; ) {
    count = Math.min(answers, sharpest(Math.max(count + 1, count * STEP), target.error));
    counts.add(count);
  }
  return [...counts]
    .toSorted((a, b) => a - b)
    .map((accepted) => ({
      accepted,
      chance: starts.find((start) => start.accepted === accepted)?.chance ?? 0,
    }));
}

function startsFor(answers: number, { error, assurance }: ErrorTarget): readonly Test[] {
  const startAt = (share: number, chance: number): Test => {
    const wanted = Math.min(answers, sharpest(share * answers, error));
    const [none, one] = [0, 1].map((mistakes) =>
      leastMessages(() => mistakes, { error, chance, most: answers }),
    );
    const least = one !== undefined && one <= FORGIVING * answers ? one : (none ?? 0);
    return { accepted: Math.max(least, wanted), chance };
  };
  const split = STARTS.map(({ share, spent }) => startAt(share, spent * (1 - assurance)));
  if (
    split.every(({ accepted }, index) => accepted <= answers && accepted > (split[index - 1]?.accepted ?? 0))
  )
    return split;
  return [startAt(STARTS[1].share, 1 - assurance)].filter(({ accepted }) => accepted <= answers);
}

/**
 * How many more labelled messages it takes, at the share of mistakes seen among the surest so many: of all these
 * shares the one that is certified soonest. Where even the surest are wrong more often than promised, as many
 * surer ones as it takes with no mistake among them: at least that many.
 */
function missingLabels(wrong: readonly number[], { error, assurance }: ErrorTarget): number {
  const answers = wrong.length - 1;
  const chance = 1 - assurance;
  const none = leastMessages(() => 0, { error, chance, most: MOST_LABELS });
  let best = Number.POSITIVE_INFINITY;
  for (let accepted = answers; accepted > 0; accepted = Math.floor(accepted / STEP)) {
    const most = Math.min(MOST_LABELS, (best * accepted) / answers);
    const share = (wrong[accepted] as number) / accepted;
    const needed = leastMessages((messages) => Math.ceil(share * messages - 1e-9), { error, chance, most });
    best = Math.min(best, (needed * answers) / accepted);
  }
  return Math.max(1, Math.ceil(Number.isFinite(best) ? best - answers : none));
}
