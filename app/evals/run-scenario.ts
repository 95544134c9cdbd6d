import type { Passes, ScenarioRun } from './results.ts';

/** A model answers anew each time: what fails once is tried so often before it counts as always failing. */
const TRIES = 5;

export interface RunScenario {
  readonly play: () => Promise<ScenarioRun>;
  readonly repeats: number;
  /** How often it passed in the baseline, if it is in there. */
  readonly before: Passes | undefined;
  /** Nothing in the agent is drawn by chance: a run again is the same run. */
  readonly steady: boolean;
}

/** Plays a scenario as often as asked, and more often where a failure might be chance; answers its first failed run. */
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
