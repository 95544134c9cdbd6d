import type { Step, TurnAction, TurnResult } from '../../core/turn.ts';

/** Something that should have held and did not. */
export interface Mismatch {
  /** `outcome`, `reply.has`, `finally.executed`: as the scenario names it. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** A turn of a scenario as it went. */
export interface PlayedTurn {
  readonly says: string;
  readonly outcome: TurnResult['outcome'];
  readonly reply: string;
  readonly cites: readonly string[];
  readonly intent: TurnResult['intent'];
  readonly confidence: number | null;
  readonly actions: readonly Pick<TurnAction, 'name' | 'arguments' | 'verdict' | 'executed'>[];
  readonly mismatches: readonly Mismatch[];
  /** What each step noted; kept of turns in which something did not hold. */
  readonly steps: readonly Pick<Step, 'node' | 'ms' | 'confidence' | 'error' | 'detail'>[];
}

/** One run of a scenario. */
export interface ScenarioRun {
  readonly passed: boolean;
  readonly turns: readonly PlayedTurn[];
  /** What did not hold after the last turn. */
  readonly end: readonly Mismatch[];
}

/** How often something passed, of how many runs. */
export interface Passes {
  readonly passed: number;
  readonly of: number;
}

/** A scenario with all its runs. */
export interface ScenarioResult extends Passes {
  readonly name: string;
  readonly why: string | null;
  /** Relative to the project. */
  readonly file: string;
  readonly line: number;
  /** The first run that failed, else the first. */
  readonly run: ScenarioRun;
}

/** `unsure`: it gave no answer, which is not right but misleads nobody. */
export type ItemState = 'right' | 'unsure' | 'wrong';

/** A row of a data set, judged. */
export interface ItemResult {
  /** The same for the same row wherever it stands in its file. */
  readonly id: string;
  /** The row in words. */
  readonly title: string;
  readonly state: ItemState;
  readonly expected: string;
  readonly actual: string;
}

/** A data set, judged row by row. */
export interface DatasetResult {
  readonly name: string;
  readonly kind: 'intents' | 'retrieval' | 'policy' | 'runs';
  /** Relative to the project. */
  readonly file: string;
  /** The share that must be right whatever the baseline says. */
  readonly atLeast: number | null;
  readonly items: readonly ItemResult[];
}
