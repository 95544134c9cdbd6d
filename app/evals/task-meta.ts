import type { Mode } from '../../core/turn.ts';
import type { EvalPlan } from './plan.ts';
import type { DatasetResult, ScenarioResult } from './results.ts';

/** What a test of the eval module sends back to the process that started it. */
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
