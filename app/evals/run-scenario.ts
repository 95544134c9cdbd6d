import type { Passes, ScenarioRun } from './results.ts';

/** The number of runs before a failing scenario over a model counts as always failing. */
const TRIES = 5;

export interface RunScenario {
  readonly play: () => Promise<ScenarioRun>;
  readonly repeats: number;
  /** Its passes in the baseline, if it is there. */
  readonly before: Passes | undefined;
  /** True if the agent is deterministic, so that all runs are equal. */
  readonly steady: boolean;
}

/** Plays a scenario as often as asked, and more often if a failure may be chance. Returns the first failed run. */
export async function runScenario({
  play,
  repeats,
  before,
  steady,
}: RunScenario): Promise<Passes & { readonly run: ScenarioRun }> {
  let run = await play();
  let passed = run.passed ? 1 : 0;
  let of = 1;
  const mayBeChance = () => !steady && before !== undefined && before.passed === before.of && passed < of;
  while (of < repeats || (mayBeChance() && of < TRIES)) {
    const next = await play();
    of += 1;
    if (next.passed) passed += 1;
    else if (run.passed) run = next;
  }
  return { passed, of, run };
}
