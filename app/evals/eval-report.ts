import type { Mode } from '../../core/turn.ts';
import type { Baseline } from './baseline.ts';
import {
  type DatasetVerdict,
  datasetVerdict,
  type ScenarioVerdict,
  scenariosDifference,
  scenarioVerdict,
} from './gate.ts';
import { countHeard, type HeardCount } from './heard.ts';
import type { DatasetResult, ScenarioResult } from './results.ts';

/** The results of an agent's evals against the baseline. */
export interface EvalReport {
  readonly agent: string;
  readonly mode: Mode;
  readonly seconds: number;
  /** True if the gate is open. */
  readonly green: boolean;
  /** True if there was a baseline. */
  readonly compared: boolean;
  readonly scenarios: readonly (ScenarioResult & { readonly verdict: ScenarioVerdict })[];
  /** The reason why all scenarios together close the gate though none alone does; null if they do not. */
  readonly together: string | null;
  readonly datasets: readonly (DatasetResult & { readonly verdict: DatasetVerdict })[];
  /** The acts and slots of the turns that expect commands, by name. */
  readonly heard: readonly HeardCount[];
  /** Scenarios of the baseline that no longer exist. */
  readonly gone: readonly string[];
}

export interface EvalResults {
  readonly agent: string;
  readonly mode: Mode;
  readonly seconds: number;
  readonly scenarios: readonly ScenarioResult[];
  readonly datasets: readonly DatasetResult[];
  /** True if only a part was run. */
  readonly partial: boolean;
}

/** Judges results against the baseline. */
export function evalReport(results: EvalResults, baseline: Baseline | null): EvalReport {
  const scenarios = results.scenarios.map((result) => ({
    ...result,
    verdict: scenarioVerdict(result, baseline),
  }));
  const datasets = results.datasets.map((result) => ({
    ...result,
    verdict: datasetVerdict(result, baseline),
  }));
  const broken = scenarios.some(({ verdict }) => verdict === 'broken');
  const difference = scenariosDifference(results.scenarios, baseline);
  const together =
    difference.verdict === 'worse' && !broken
      ? `${difference.losses} scenarios pass less often than in the baseline, which is beyond chance`
      : null;
  const names = new Set(scenarios.map(({ name }) => name));
  return {
    agent: results.agent,
    mode: results.mode,
    seconds: results.seconds,
    green: !broken && together === null && datasets.every(({ verdict }) => verdict.red === null),
    compared: baseline !== null,
    scenarios,
    together,
    datasets,
    heard: countHeard(results.scenarios),
    gone: results.partial ? [] : Object.keys(baseline?.scenarios ?? {}).filter((name) => !names.has(name)),
  };
}
