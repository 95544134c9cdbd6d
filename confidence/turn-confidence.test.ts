import { describe, expect, test } from 'vitest';
import type { TurnSignals } from '../core/confidence.ts';
import {
  DEFAULT_TURN_CONFIDENCE,
  ENOUGH,
  fitTurnConfidence,
  type LabelledSignals,
} from './turn-confidence.ts';

const NOTHING: TurnSignals = {
  intent: null,
  intent_margin: null,
  retrieval: null,
  retrieval_margin: null,
  regenerations: 0,
  denials: 0,
  token_log_probability: null,
};
const turn = (signals: Partial<TurnSignals>): TurnSignals => ({ ...NOTHING, ...signals });
const byDefault = (signals: Partial<TurnSignals>) => DEFAULT_TURN_CONFIDENCE.of(turn(signals));

/** A seeded random generator. */
function dice(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Turns whose correctness depends on the retrieval margin only, with intent confidences that are too high. */
function world(count: number, seed: number): readonly LabelledSignals[] {
  const roll = dice(seed);
  return Array.from({ length: count }, () => {
    const retrieval_margin = roll() * 0.3;
    const signals = turn({
      intent: 0.6 + 0.39 * roll(),
      intent_margin: roll(),
      retrieval: 0.3 + 0.5 * roll(),
      retrieval_margin,
      denials: Math.floor(roll() * 3),
    });
    return { signals, right: roll() < (retrieval_margin > 0.12 ? 0.9 : 0.25) };
  });
}

const logLoss = (of: (signals: TurnSignals) => number, turns: readonly LabelledSignals[]) =>
  turns.reduce((sum, { signals, right }) => sum - Math.log(right ? of(signals) : 1 - of(signals)), 0) /
  turns.length;

describe('by default', () => {
  test.each([0.3, 0.5, 0.8, 0.97])('an intent at %f alone is as sure as it says', (intent) => {
    expect(byDefault({ intent, intent_margin: 0.4 })).toBeCloseTo(intent, 6);
  });
  test('a yes, a no or an answer is nearly sure', () => {
    expect(byDefault({})).toBeCloseTo(0.98, 6);
  });
  test('a passage that stands out costs little, one among its like much', () => {
    expect(byDefault({ intent: 0.97, retrieval: 0.7, retrieval_margin: 0.3 })).toBeGreaterThan(0.9);
    expect(byDefault({ intent: 0.97, retrieval: 0.35, retrieval_margin: 0.01 })).toBeLessThan(0.4);
  });
  test('no turn with a draft sent back is as sure as 0.8, and less so if sentences were dropped', () => {
    for (const intent of [0.5, 0.9, 0.98, 1]) {
      const again = byDefault({ intent, regenerations: 1 });
      expect(again).toBeLessThan(0.8);
      expect(byDefault({ intent, regenerations: 1, dropped: true })).toBeLessThan(again - 0.01);
    }
  });
  test('a draft sent back divides the odds by 27, a dropped sentence by three, a denial by two', () => {
    const odds = (signals: Partial<TurnSignals>) => byDefault(signals) / (1 - byDefault(signals));
    const plain = odds({ intent: 0.9 });
    expect(plain / odds({ intent: 0.9, regenerations: 1 })).toBeCloseTo(27, 0);
    expect(plain / odds({ intent: 0.9, dropped: true })).toBeCloseTo(3, 1);
    expect(plain / odds({ intent: 0.9, denials: 1 })).toBeCloseTo(2, 1);
  });
  test('tokens that the model found unlikely count against it, and not without end', () => {
    const said = (token_log_probability: number) => byDefault({ intent: 0.9, token_log_probability });
    expect(said(-1)).toBeLessThan(said(-0.1));
    expect(said(-300)).toBe(said(-3));
  });
});

describe('learning', () => {
  test.each([
    { turns: 0, says: `default weights: 0 of ${ENOUGH.turns} labelled turns` },
    { turns: ENOUGH.turns - 1, says: `default weights: 49 of 50 labelled turns` },
    { turns: ENOUGH.turns, says: 'fitted on 50 labelled turns' },
  ])('of $turns turns: $says', ({ turns, says }) => {
    const learned = fitTurnConfidence(world(turns, 1));
    expect(learned.describe).toBe(says);
    const isDefault = learned.weights === DEFAULT_TURN_CONFIDENCE.weights;
    expect(isDefault).toBe(turns < ENOUGH.turns);
  });

  test.each([true, false])('waits for turns of both kinds: all %s', (right) => {
    const labelled = world(100, 2).map((each, at) => ({ ...each, right: at < 9 ? !right : right }));
    expect(fitTurnConfidence(labelled).describe).toBe(
      `default weights: 9 of 10 turns that were ${right ? 'wrong' : 'right'}`,
    );
  });

  test.each([50, 200, 1000])('of %i turns is right about fresh ones more often than the default', (count) => {
    const fresh = world(3000, 99);
    for (const seed of [1, 2, 3]) {
      const learned = fitTurnConfidence(world(count, seed));
      expect(logLoss(learned.of, fresh)).toBeLessThan(logLoss(DEFAULT_TURN_CONFIDENCE.of, fresh) - 0.05);
    }
  });

  test('says on average what was, and the same for the same labels', () => {
    const labelled = world(300, 5);
    const { of, weights } = fitTurnConfidence(labelled);
    expect(fitTurnConfidence(labelled).weights).toEqual(weights);
    const mean = labelled.reduce((sum, { signals }) => sum + of(signals), 0) / labelled.length;
    expect(mean).toBeCloseTo(labelled.filter(({ right }) => right).length / labelled.length, 1);
  });

  test.each([1, 2, 3, 4, 5])(
    'never learns nonsense from labels at random: more doubt is never more sure (%i)',
    (seed) => {
      const roll = dice(seed);
      const { of } = fitTurnConfidence(
        world(80, seed).map((each) => ({ ...each, right: each.signals.denials > 0 || roll() < 0.3 })),
      );
      for (const { signals } of world(50, seed + 10)) {
        const sure = of(signals);
        const { intent, intent_margin, retrieval, retrieval_margin, denials, regenerations } = signals;
        expect(of({ ...signals, denials: denials + 1 })).toBeLessThanOrEqual(sure);
        expect(of({ ...signals, regenerations: regenerations + 1 })).toBeLessThanOrEqual(sure);
        expect(of({ ...signals, intent: (intent ?? 1) - 0.1 })).toBeLessThanOrEqual(sure);
        expect(of({ ...signals, intent_margin: (intent_margin ?? 1) - 0.1 })).toBeLessThanOrEqual(sure);
        expect(of({ ...signals, retrieval: (retrieval ?? 1) - 0.1 })).toBeLessThanOrEqual(sure);
        expect(of({ ...signals, retrieval_margin: (retrieval_margin ?? 1) - 0.1 })).toBeLessThanOrEqual(sure);
      }
    },
  );
});
