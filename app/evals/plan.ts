import { compilePattern } from '../../core/values/pattern.ts';

/** What the process that runs evals is told: data only. */
export interface EvalPlan {
  /** The project's folder. */
  readonly root: string;
  readonly agents: readonly string[];
  readonly dataDir: string;
  /** Scenarios and data sets whose name this pattern is found in, without regard to case; null: all. */
  readonly grep: string | null;
  /** Instead of the suite's own. */
  readonly repeats: number | null;
}

/** Whether something of this name was asked for. */
export function wanted({ grep }: Pick<EvalPlan, 'grep'>, name: string): boolean {
  const compiled = grep === null ? null : compilePattern(grep);
  return compiled === null || (compiled.ok && compiled.pattern.test(name));
}
