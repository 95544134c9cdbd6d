import type { Certificate, ErrorTarget } from '../core/confidence.ts';
import { chanceOfBreach, leastMessages, sharpest } from './breach.ts';
import { type Graded, surestFirst } from './graded.ts';

/** The starts of testing: the accepted share of all answers, and the part of the chance of error spent there. */
const STARTS = [
  { share: 0.25, spent: 0.2 },
  { share: 0.4, spent: 0.8 },
] as const;

/** A start that fails with a single mistake is moved up to a count that allows one, if this share of the answers suffices. */
const FORGIVING = 0.6;

/** The factor between the accepted counts of two tests. */
const STEP = 1.03;

/** The largest number of labels worth reporting. */
const MOST_LABELS = 1_000_000;

/** The number of answers that a test accepts, and the chance of error that it adds. */
interface Test {
  readonly accepted: number;
  readonly chance: number;
}

/**
 * Finds the lowest confidence from which a promised error rate holds, from predictions for unseen messages.
 *
 * The promise: with probability `assurance`, at most the share `error` of the next similar messages, as many as
 * were accepted here, is read wrong; the same holds in the long run. It is no promise about other messages.
 *
 * Thresholds are tested from strict to lenient until the first failure (fixed-sequence testing, as in Learn then
 * Test by Angelopoulos, Bates, Candès, Jordan and Lei, 2021, with an exact tail, see `chanceOfBreach`). The tested
 * thresholds depend on the number of answers, their confidences and the target, never on which answers are right:
 * the best of all thresholds would be good by chance. There are two starts, each with a part of the chance of
 * error, so that one mistake among the most confident does not end it. A start adds its part to the unspent rest.
 *
 * A threshold is just above the confidence of the first answer that is left out: the answers above a confidence are
 * a fair sample of such messages, the answers down to an accepted one are not. Answers of equal confidence are
 * accepted together or not at all.
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

/** The number of mistakes among the n most confident answers, for each n. */
function mistakesAmong(sorted: readonly Graded[]): readonly number[] {
  let mistakes = 0;
  return [0, ...sorted.map(({ right }) => (right ? mistakes : ++mistakes))];
}

/** The number of answers above the first one that would be left out. */
function countAbove(sorted: readonly Graded[], accepted: number): number {
  const next = sorted[accepted]?.confidence;
  let count = accepted;
  while (count > 0 && sorted[count - 1]?.confidence === next) count--;
  return count;
}

/** The next larger number; 0 if no answer is left out. */
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
 * The number of further labelled messages that are needed, if the shares of mistakes stay as seen. Uses the
 * accepted count that is certified soonest. If even the most confident are wrong too often: the least number of
 * more confident messages without any mistake.
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
