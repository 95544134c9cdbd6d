import type { Heard } from './command.ts';
import type { Json, JsonObject } from './values/json.ts';
import type { Decision } from './verdict.ts';

/** Every outcome of a turn. */
export const OUTCOMES = [
  'answered',
  'asked',
  'awaiting_confirmation',
  'refused',
  'escalated',
  'exhausted',
  'failed',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** `embedded`: no model endpoint. `model`: an endpoint is configured. `degraded`: it does not answer. */
export const MODES = ['embedded', 'model', 'degraded'] as const;

export type Mode = (typeof MODES)[number];

/** A passage that the reply quotes or rests on. */
export interface Citation {
  readonly passage_id: string;
  readonly source: string;
}

/** The reply to the customer. */
export interface Reply {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** One node's work in a turn. Money is integer nano-dollars; `ms` is wall time. */
export interface Step {
  readonly step_id: string;
  readonly number: number;
  readonly node: string;
  readonly started_at: string;
  readonly ms: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cached_tokens: number;
  readonly cost_nano: number;
  readonly confidence: number | null;
  readonly model: string | null;
  /** The error code if the node failed, else null. */
  readonly error: string | null;
  /** The node's notes: guesses, provenance, verdicts. Read them with `detailOf`. */
  readonly detail: JsonObject;
}

/** One action of a turn, for a client. */
export interface TurnAction {
  readonly action_id: string;
  readonly name: string;
  readonly arguments: JsonObject;
  readonly verdict: { readonly decision: Decision; readonly rules: readonly string[] };
  readonly executed: boolean;
}

/** Kinds of question that wait for the customer. `offer`: passages are offered by their headings. */
export const ASK_KINDS = ['question', 'confirm', 'yes-no', 'which-intent', 'offer'] as const;

/** One of the answers that the agent offers. */
export type AskedOption = {
  readonly label: string;
  readonly value: Json;
};

/** The answer that the agent waits for, for clients that draw buttons and forms. */
export type Asks = {
  readonly kind: (typeof ASK_KINDS)[number];
  /** The slot that was asked; null if the answer fills none. */
  readonly slot: string | null;
  /** Every slot that the answer may fill instead, with the first. */
  readonly slots: readonly string[];
  /** The type of the answer: a slot's `type`, such as `choice`, `option`, `date`, or `yes-no`. */
  readonly type: string | null;
  /** In the order in which they are shown; empty if any value will do. */
  readonly options: readonly AskedOption[];
  /** True if several options may be named. */
  readonly many: boolean;
  /** The action that waits for a yes, with the lines that show it; null but for `confirm`. */
  readonly action: {
    readonly name: string;
    readonly arguments: JsonObject;
    readonly preview: readonly string[];
  } | null;
};

/** States of a goal. `waiting`: another one is worked on. `person`: a person has it. */
export const GOAL_STATES = ['active', 'waiting', 'done', 'refused', 'dropped', 'person'] as const;

export type GoalState = (typeof GOAL_STATES)[number];

/** A goal whose flow ended in this turn, and the state in which it ended. */
export type EndedGoal = {
  readonly intent: string;
  readonly state: Extract<GoalState, 'done' | 'refused' | 'dropped'>;
};

/** One thing that the customer wants, as it is after a turn. */
export type TurnGoal = {
  readonly intent: string;
  readonly state: GoalState;
};

/** The answer of `POST /v1/threads/{id}/turns`. */
export interface TurnResult {
  readonly thread_id: string;
  readonly turn_id: string;
  readonly outcome: Outcome;
  readonly reply: Reply;
  /** `certified`: the promised error rate is proven for it. */
  readonly intent: {
    readonly name: string;
    readonly confidence: number;
    readonly certified: boolean;
  } | null;
  readonly confidence: number | null;
  /** Null if the agent waits for no certain answer. */
  readonly asks: Asks | null;
  /** The goals that ended in this turn, then those under way. */
  readonly goals: readonly TurnGoal[];
  readonly actions: readonly TurnAction[];
  readonly steps: readonly {
    readonly node: string;
    readonly ms: number;
    readonly cost_usd: number;
    readonly confidence: number | null;
    /** The reading of the message, in the step that read it. */
    readonly heard?: Heard;
  }[];
  readonly cost_usd: number;
  readonly latency_ms: number;
  readonly mode: Mode;
  readonly escalation_id: string | null;
}
