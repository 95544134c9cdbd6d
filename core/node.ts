import type { ModelAttempt } from './ports/model.ts';
import type { NodeState } from './state.ts';
import type { NodeName, StepDetails } from './step-details.ts';

/** The report of the node `N` on its own work, for the ledger and traces. */
export interface StepNote<N extends NodeName = never> {
  readonly confidence?: number;
  readonly model?: string;
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cached_tokens?: number;
  readonly cost_nano?: number;
  /** The calls to models whose usage the numbers are. */
  readonly attempts?: readonly ModelAttempt[];
  readonly detail?: StepDetails[N];
}

/** The context of one run of a node: ids, time and limits. */
export interface RunContext<N extends NodeName = never> {
  /** Whose ledger the run reads and writes. */
  readonly tenant: string;
  readonly thread_id: string;
  readonly signal: AbortSignal;
  /** The agent's clock at the start of this step. */
  readonly now: Date;
  /** Adds to the step's record. Numbers add up; the last confidence and model win. */
  readonly note: (note: StepNote<N>) => void;
}

/** The node `N` of the graph: reads the state's keys `R`, answers an update of its keys `W`. */
export type Node<N extends NodeName, R extends keyof NodeState, W extends keyof NodeState> = (
  state: Pick<NodeState, R>,
  run: RunContext<N>,
) => Promise<Partial<Pick<NodeState, W>>>;
