import { unwrap } from '../../core/diagnostic.ts';
import type { Environment } from '../env.ts';
import { nextBaseline, readBaseline, writeBaseline } from './baseline.ts';
import { type EvalReport, type EvalResults, evalReport } from './eval-report.ts';
import type { EvalPlan } from './plan.ts';
import { runEvals } from './run-evals.ts';
import { sendEvals } from './send-evals.ts';
import type { EvalMeta } from './task-meta.ts';

export interface Evaluate {
  readonly plan: EvalPlan;
  /** The file for a JUnit report. */
  readonly junit?: string | undefined;
  /** Writes the results as the new baseline. */
  readonly updateBaseline: boolean;
  readonly environment: Environment;
  /** Called with the outcome of sending the results. */
  readonly say: (message: string) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Runs the evals of the plan's agents and compares them with their baselines before any update. */
export async function evaluate({
  plan,
  junit,
  updateBaseline,
  environment,
  say,
  onProgress,
}: Evaluate): Promise<readonly EvalReport[]> {
  const started = performance.now();
  const found = await runEvals({ plan, junit, ...(onProgress ? { onProgress } : {}) });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const reports = await Promise.all(
    plan.agents.map(async (agent) => {
      const results = resultsOf(agent, found, { seconds, partial: plan.grep !== null });
      const baseline = unwrap(await readBaseline(plan.root, agent));
      if (updateBaseline) await writeBaseline(plan.root, agent, nextBaseline(baseline, results));
      return evalReport(results, baseline);
    }),
  );
  // A partial run is not comparable with others.
  if (plan.grep === null) await sendEvals({ reports, environment, say });
  return reports;
}

function resultsOf(
  agent: string,
  found: readonly EvalMeta[],
  rest: Pick<EvalResults, 'seconds' | 'partial'>,
): EvalResults {
  const own = found.filter((each) => each.agent === agent);
  return {
    agent,
    mode: own[0]?.mode ?? 'embedded',
    ...rest,
    scenarios: own.flatMap(({ scenario }) => scenario ?? []),
    datasets: own.flatMap(({ dataset }) => dataset ?? []),
  };
}
