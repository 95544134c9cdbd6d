import type { Step, TurnAction, TurnResult } from '../../core/turn.ts';

/** The commands of a turn's message, and those that a person would read from it, each as `set order_id`. */
export interface HeardTurn {
  readonly expected: readonly string[];
  readonly is: readonly string[];
}

/** An unmet expectation. */
export interface Mismatch {
  /** Its name in the scenario: `outcome`, `reply.has`, `finally.executed`. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** A played turn of a scenario. */
export interface PlayedTurn {
  readonly says: string;
  readonly outcome: TurnResult['outcome'];
  readonly reply: string;
  readonly cites: readonly string[];
  readonly intent: TurnResult['intent'];
  readonly confidence: number | null;
  /** Null if the scenario expects no commands. */
  readonly heard: HeardTurn | null;
  readonly actions: readonly Pick<TurnAction, 'name' | 'arguments' | 'verdict' | 'executed'>[];
  readonly mismatches: readonly Mismatch[];
  /** The steps; only of turns with a mismatch. */
  readonly steps: readonly Pick<Step, 'node' | 'ms' | 'confidence' | 'error' | 'detail'>[];
}

/** One run of a scenario. */
export interface ScenarioRun {
  readonly passed: boolean;
  readonly turns: readonly PlayedTurn[];
  /** The mismatches after the last turn. */
  readonly end: readonly Mismatch[];
}

/** Passed runs of all runs. */
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
  /** The first failed run, else the first. */
  readonly run: ScenarioRun;
}

/** `unsure`: no answer, which is not right but misleads nobody. */
export type ItemState = 'right' | 'unsure' | 'wrong';

/** A row of a data set, judged. */
export interface ItemResult {
  /** Depends on the row's content, not on its line. */
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
  /** The share that must be right, independent of the baseline. */
  readonly atLeast: number | null;
  readonly items: readonly ItemResult[];
}
