import { describe, expect, test } from 'vitest';
import type { Baseline } from './baseline.ts';
import { nextBaseline } from './baseline.ts';
import { type EvalResults, evalReport } from './eval-report.ts';
import { datasetVerdict, scenarioVerdict } from './gate.ts';
import type { DatasetResult, ItemState, ScenarioResult } from './results.ts';
import { runScenario } from './run-scenario.ts';

const RUN = { passed: true, turns: [], end: [] };
const scenario = (name: string, passed: number, of: number): ScenarioResult => ({
  name,
  why: null,
  file: 'evals/desk/loans.yaml',
  line: 2,
  passed,
  of,
  run: RUN,
});
const dataset = (states: readonly ItemState[], rest: Partial<DatasetResult> = {}): DatasetResult => ({
  name: 'messages',
  kind: 'intents',
  file: 'evals/desk/messages.jsonl',
  atLeast: null,
  items: states.map((state, index) => ({ id: `${index}`, title: '', expected: '', actual: '', state })),
  ...rest,
});
const results = (
  scenarios: readonly ScenarioResult[],
  datasets: readonly DatasetResult[] = [],
): EvalResults => ({ agent: 'desk', mode: 'embedded', seconds: 1, partial: false, scenarios, datasets });
const baselineOf = (
  scenarios: readonly ScenarioResult[],
  datasets: readonly DatasetResult[] = [],
): Baseline => nextBaseline(null, results(scenarios, datasets));

const times = (count: number, state: ItemState): readonly ItemState[] => Array(count).fill(state);

/** A small generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a scenario', () => {
  test.each([
    { before: null, now: [1, 1], verdict: 'passed' },
    { before: null, now: [2, 3], verdict: 'broken' },
    { before: [1, 1], now: [1, 1], verdict: 'passed' },
    { before: [1, 1], now: [0, 1], verdict: 'broken' },
    { before: [3, 3], now: [0, 5], verdict: 'broken' },
    { before: [3, 3], now: [4, 5], verdict: 'unsteady' },
    { before: [2, 3], now: [0, 3], verdict: 'known-failure' },
    { before: [0, 1], now: [1, 1], verdict: 'fixed' },
  ] as const)('that passed $before is $verdict with $now', ({ before, now, verdict }) => {
    const baseline = before && baselineOf([scenario('one', before[0], before[1])]);
    expect(scenarioVerdict(scenario('one', now[0], now[1]), baseline)).toBe(verdict);
  });

  test('that the baseline does not have is not compared', () => {
    const baseline = baselineOf([scenario('other', 1, 1)]);
    expect(scenarioVerdict(scenario('one', 1, 1), baseline)).toBe('new');
    expect(scenarioVerdict(scenario('one', 0, 1), baseline)).toBe('new-failure');
    expect(evalReport(results([scenario('one', 0, 1)]), baseline).green).toBe(true);
  });

  test('that is gone is named, unless only a part was asked for', () => {
    const baseline = baselineOf([scenario('one', 1, 1), scenario('other', 1, 1)]);
    expect(evalReport(results([scenario('one', 1, 1)]), baseline).gone).toEqual(['other']);
    expect(evalReport({ ...results([scenario('one', 1, 1)]), partial: true }, baseline).gone).toEqual([]);
  });
});

describe('a data set', () => {
  const before = dataset([...times(90, 'right'), ...times(6, 'unsure'), ...times(4, 'wrong')]);

  test.each([
    { why: 'nothing changed', now: before.items.map(({ state }) => state), red: null },
    {
      why: 'five of a hundred rows are lost',
      now: [...times(85, 'right'), ...times(11, 'unsure'), ...times(4, 'wrong')],
      red: 'fewer are right than in the baseline',
    },
    {
      why: 'as many are gained as lost',
      now: [...times(85, 'right'), ...times(5, 'unsure'), ...times(6, 'right'), ...times(4, 'wrong')],
      red: null,
    },
    {
      why: 'what gave no answer misleads now',
      now: [...times(90, 'right'), ...times(10, 'wrong')],
      red: 'more are wrong than in the baseline',
    },
  ] as const)('is judged by its rows: $why', ({ now, red }) => {
    expect(datasetVerdict(dataset(now), baselineOf([], [before])).red).toBe(red);
  });

  test('names the rows that changed', () => {
    const old = baselineOf([], [dataset(['right', 'unsure', 'wrong', 'right'])]);
    const verdict = datasetVerdict(dataset(['wrong', 'wrong', 'right', 'right']), old);
    expect(verdict).toMatchObject({ lost: ['0'], misled: ['1'], gained: ['2'] });
  });

  test('has a floor that no baseline lowers', () => {
    const low = dataset([...times(8, 'right'), ...times(2, 'wrong')], { atLeast: 0.9 });
    expect(datasetVerdict(low, null).red).toBe('less than 0.9 are right');
    expect(datasetVerdict(low, baselineOf([], [low])).red).toBe('less than 0.9 are right');
  });

  test.each(['policy', 'runs'] as const)('of %s may lose no row', (kind) => {
    const old = dataset([...times(99, 'right'), 'wrong'], { kind });
    const lost = dataset([...times(98, 'right'), 'wrong', 'wrong'], { kind });
    expect(datasetVerdict(old, null).red).toBe('1 of 100 are not right');
    expect(datasetVerdict(old, baselineOf([], [old])).red).toBe(null);
    expect(datasetVerdict(lost, baselineOf([], [old])).red).toBe('1 that were right are not');
  });
});

describe('the same code', () => {
  const NAMES = Array.from({ length: 60 }, (_, index) => `scenario ${index}`);
  /** Of sixty scenarios ten pass nine times in ten, five half the time, five never. */
  const chanceOf = (index: number): number => {
    if (index < 10) return 0.9;
    if (index < 15) return 0.5;
    return index < 20 ? 0 : 1;
  };
  const runOnce = async (
    random: () => number,
    repeats: number,
    baseline: Baseline | null,
    chance: (index: number) => number,
  ): Promise<EvalResults> => {
    const scenarios: ScenarioResult[] = [];
    for (const [index, name] of NAMES.entries()) {
      const play = async () => ({ ...RUN, passed: random() < chance(index) });
      const before = baseline?.scenarios[name];
      const { passed, of } = await runScenario({ play, repeats, before, steady: false });
      scenarios.push(scenario(name, passed, of));
    }
    return results(scenarios);
  };

  test.each([1, 2, 3])(
    'gets the same verdict 100 times of 100, whatever chance does (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const baseline = nextBaseline(null, await runOnce(random, 5, null, chanceOf));
      const verdicts: boolean[] = [];
      for (let time = 0; time < 100; time++) {
        const again = await runOnce(random, 5, baseline, chanceOf);
        verdicts.push(evalReport(again, baseline).green);
      }
      expect(verdicts.filter((green) => green)).toHaveLength(100);
    },
  );

  test('gets another one as soon as a scenario that held is broken', async () => {
    const random = seeded(4);
    const baseline = nextBaseline(null, await runOnce(random, 3, null, chanceOf));
    for (let time = 0; time < 100; time++) {
      const broken = (index: number) => (index === 40 ? 0 : chanceOf(index));
      const again = await runOnce(random, 3, baseline, broken);
      expect(evalReport(again, baseline).green).toBe(false);
    }
  });

  test('gets another one when many scenarios become unsteady, though none is broken', async () => {
    const baseline = baselineOf(NAMES.map((name) => scenario(name, 5, 5)));
    const unsteady = results(NAMES.map((name, index) => scenario(name, index < 20 ? 3 : 5, 5)));
    const report = evalReport(unsteady, baseline);
    expect(report.scenarios.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
    expect(report).toMatchObject({
      green: false,
      together: '20 scenarios pass less often than in the baseline, which is beyond chance',
    });
  });
});

test.each([100, 120, 200, 400])('a drop of five points is caught over %i rows, 100 times of 100', (rows) => {
  for (let seed = 0; seed < 100; seed++) {
    const random = seeded(seed);
    const old = Array.from({ length: rows }, (): ItemState => (random() < 0.9 ? 'right' : 'unsure'));
    const right = old.flatMap((state, index) => (state === 'right' ? [index] : []));
    const drop = new Set(right.toSorted(() => random() - 0.5).slice(0, Math.ceil(rows * 0.05)));
    const now = old.map((state, index) => (drop.has(index) ? 'wrong' : state));
    const verdict = datasetVerdict(dataset(now), baselineOf([], [dataset(old)]));
    expect(verdict.red).not.toBe(null);
  }
});
