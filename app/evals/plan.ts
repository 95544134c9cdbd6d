import { compilePattern } from '../../core/values/pattern.ts';

/** The input of the process that runs evals, as plain data. */
export interface EvalPlan {
  /** The project's folder. */
  readonly root: string;
  readonly agents: readonly string[];
  readonly dataDir: string;
  /** Runs scenarios and data sets whose name matches this pattern, ignoring case. Null for all. */
  readonly grep: string | null;
  /** Replaces the suite's repeats if not null. */
  readonly repeats: number | null;
}

/** True if the plan includes this name. */
export function wanted({ grep }: Pick<EvalPlan, 'grep'>, name: string): boolean {
  const compiled = grep === null ? null : compilePattern(grep);
  return compiled === null || (compiled.ok && compiled.pattern.test(name));
}
