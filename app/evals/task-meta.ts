import type { Mode } from '../../core/turn.ts';
import type { EvalPlan } from './plan.ts';
import type { DatasetResult, ScenarioResult } from './results.ts';

/** The result that a test of the eval module returns to the parent process. */
export interface EvalMeta {
  readonly agent: string;
  readonly mode: Mode;
  readonly scenario?: ScenarioResult;
  readonly dataset?: DatasetResult;
}

declare module 'vitest' {
  interface TaskMeta {
    trestle?: EvalMeta;
  }
  interface ProvidedContext {
    readonly trestle: EvalPlan;
  }
}
