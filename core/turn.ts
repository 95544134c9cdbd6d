import type { JsonObject } from './values/json.ts';
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
  readonly actions: readonly TurnAction[];
  readonly steps: readonly {
    readonly node: string;
    readonly ms: number;
    readonly cost_usd: number;
    readonly confidence: number | null;
  }[];
  readonly cost_usd: number;
  readonly latency_ms: number;
  readonly mode: Mode;
  readonly escalation_id: string | null;
}
