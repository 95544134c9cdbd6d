import type { TurnSignals } from '../core/confidence.ts';

/** The weights of the parts of a turn's confidence. All except the bias are 0 or more. */
export interface TurnWeights {
  readonly bias: number;
  /** The weight of the probability that intent and passage are both right. */
  readonly chance: number;
  readonly intent_margin: number;
  readonly retrieval: number;
  readonly retrieval_margin: number;
  readonly regenerations: number;
  /** The weight of sentences that were left out of the reply. */
  readonly dropped: number;
  readonly denials: number;
  readonly token_log_probability: number;
}

/** A turn's signals and correctness. */
export interface LabelledSignals {
  readonly signals: TurnSignals;
  readonly right: boolean;
}

/** Computes the probability that a turn is right, by default or fitted weights. */
export interface TurnConfidence {
  readonly of: (signals: TurnSignals) => number;
  readonly weights: TurnWeights;
  /** The origin of the weights, for people. */
  readonly describe: string;
}

/** The least number of labelled turns for fitting, and of right and wrong ones among them. */
export const ENOUGH = { turns: 50, ofEachKind: 10 } as const;

/**
 * The default weights; docs/turn-confidence.md explains them.
 *
 * The chance has weight 1, because the intent's confidence is calibrated and the passage's was measured. The other
 * weights are judgement.
 */
const DEFAULT: TurnWeights = {
  bias: 0,
  chance: 1,
  intent_margin: 0,
  retrieval: 0,
  retrieval_margin: 0,
  // A regeneration divides the odds by 27, so that no turn with one is above 0.8; a dropped sentence by three, a denial by two.
  regenerations: 3.3,
  dropped: 1.1,
  denials: 0.7,
  token_log_probability: 1.5,
};

const NAMES = Object.keys(DEFAULT) as readonly (keyof TurnWeights)[];

/** The prior's standard deviation of each weight: larger if less is known about it. */
const EASY: TurnWeights = {
  bias: 1,
  chance: 0.5,
  intent_margin: 2,
  retrieval: 3,
  retrieval_margin: 5,
  regenerations: 1,
  dropped: 0.7,
  denials: 0.7,
  token_log_probability: 1,
};

/** The confidence of a yes, a no or an answer, which are read by closed lists and patterns. */
const READ_FROM_LISTS = 0.98;

/** The bound of probabilities, from both sides: one wrong label must not outweigh everything. */
const SUREST = 0.99;

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));
const logit = (share: number): number => {
  const bounded = Math.min(SUREST, Math.max(1 - SUREST, share));
  return Math.log(bounded / (1 - bounded));
};

const TYPICAL = { intent_margin: 0.8, retrieval: 0.6, retrieval_margin: 0.1, token_log_probability: -0.25 };
const UNLIKELIEST_TOKEN = -3;

/** The probability that the quoted passages answer the question, fitted on the reference agents' questions. */
function passageChance({ retrieval, retrieval_margin }: TurnSignals): number {
  if (retrieval === null) return 1;
  const margin = (retrieval_margin ?? TYPICAL.retrieval_margin) - TYPICAL.retrieval_margin;
  return sigmoid(1.4 + 4 * (retrieval - TYPICAL.retrieval) + 10.5 * margin);
}

/** The factor of each weight. A missing signal counts as typical. */
function parts(signals: TurnSignals): TurnWeights {
  const from = (value: number | null, typical: number) => (value === null ? 0 : value - typical);
  const { token_log_probability: token } = signals;
  return {
    bias: 1,
    chance: logit((signals.intent ?? READ_FROM_LISTS) * passageChance(signals)),
    intent_margin: from(signals.intent_margin, TYPICAL.intent_margin),
    retrieval: from(signals.retrieval, TYPICAL.retrieval),
    retrieval_margin: from(signals.retrieval_margin, TYPICAL.retrieval_margin),
    regenerations: -signals.regenerations,
    dropped: -Number(signals.dropped ?? false),
    denials: -signals.denials,
    token_log_probability: from(
      token === null ? null : Math.max(token, UNLIKELIEST_TOKEN),
      TYPICAL.token_log_probability,
    ),
  };
}

const scoreOf = (weights: TurnWeights, values: TurnWeights): number =>
  NAMES.reduce((sum, name) => sum + weights[name] * values[name], 0);

const by = (weights: TurnWeights, describe: string): TurnConfidence => ({
  of: (signals) => sigmoid(scoreOf(weights, parts(signals))),
  weights,
  describe,
});

/** The confidence by default weights, used until there are enough labels. */
export const DEFAULT_TURN_CONFIDENCE: TurnConfidence = by(DEFAULT, 'default weights');

/**
 * Fits the weights to labelled turns. Keeps the default if there are too few.
 *
 * Logistic regression pulled to the default weights. No weight except the bias is below 0, so that a further denial
 * never raises a confidence.
 */
export function fitTurnConfidence(labelled: readonly LabelledSignals[]): TurnConfidence {
  const right = labelled.filter((turn) => turn.right).length;
  const fewest = Math.min(right, labelled.length - right);
  if (labelled.length < ENOUGH.turns)
    return by(DEFAULT, `default weights: ${labelled.length} of ${ENOUGH.turns} labelled turns`);
  if (fewest < ENOUGH.ofEachKind) {
    const kind = right === fewest ? 'right' : 'wrong';
    return by(DEFAULT, `default weights: ${fewest} of ${ENOUGH.ofEachKind} turns that were ${kind}`);
  }
  return by(learn(labelled), `fitted on ${labelled.length} labelled turns`);
}

const MOST_ROUNDS = 1000;
const SETTLED = 1e-4;

interface TurnRow {
  readonly values: TurnWeights;
  readonly truth: number;
  /** The score under the current weights. */
  score: number;
}

/** Coordinate descent: updates one weight after the other until none moves. */
function learn(labelled: readonly LabelledSignals[]): TurnWeights {
  const rows = labelled.map(({ signals, right }): TurnRow => {
    const values = parts(signals);
    return { values, truth: right ? 1 : 0, score: scoreOf(DEFAULT, values) };
  });
  const weights = { ...DEFAULT };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moved = NAMES.map((name) => {
      const step = stepOf(name, weights[name], rows);
      weights[name] += step;
      for (const row of rows) row.score += step * row.values[name];
      return Math.abs(step);
    });
    if (Math.max(...moved) < SETTLED) break;
  }
  return weights;
}

/** A step that never overshoots: the second derivative of a logistic loss is at most a quarter. */
function stepOf(name: keyof TurnWeights, weight: number, rows: readonly TurnRow[]): number {
  const pull = 1 / EASY[name] ** 2;
  let slope = pull * (weight - DEFAULT[name]);
  let bend = pull;
  for (const { values, truth, score } of rows) {
    slope += (sigmoid(score) - truth) * values[name];
    bend += values[name] ** 2 / 4;
  }
  const next = weight - slope / bend;
  return (name === 'bias' ? next : Math.max(0, next)) - weight;
}
