import type { ProposedAction } from '../action.ts';
import type { JsonObject } from '../values/json.ts';
import type { Verdict } from '../verdict.ts';

/** An action that ran earlier in the thread. */
export interface HistoryEntry {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** What the actions of one customer since a moment come to: their number, or a sum. */
export interface WindowQuery {
  readonly tools: readonly string[];
  /** ISO time by the agent's clock: actions last judged then or later count. */
  readonly since: string;
  /** What is summed: a place in each action's arguments, or in the facts it was judged by; null counts. */
  readonly sum: { readonly in: 'arguments' | 'facts'; readonly steps: readonly (string | number)[] } | null;
}

/** What a window came to when a verdict rested on it; null when that cannot be said. */
export interface WindowReading extends WindowQuery {
  readonly value: number | null;
}

export interface JudgeRequest {
  readonly action: ProposedAction;
  /** As from `sessionFacts`; `user_confirmed` true discharges `confirm` for this action. */
  readonly session: JsonObject;
  readonly history: readonly HistoryEntry[];
  /** Reads a window of the customer's other actions in flight or done; without it there were none. */
  readonly window?: (query: WindowQuery) => Promise<WindowReading['value']>;
  /** A person approved exactly this action: discharges `review`, nothing else. */
  readonly approved: boolean;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Judges proposed actions under the newest policy.
 *
 * Never rejects: what cannot be decided is a `review` with the reason.
 */
export interface Judge {
  judge(request: JudgeRequest): Promise<Verdict>;
  /** Content hash of the policy in force. */
  version(): string;
  /** The `why` of each rule that is about one of these tools, in plain words, without repeats. */
  inWords(tools: readonly string[]): readonly { readonly rule: string; readonly why: string }[];
}
