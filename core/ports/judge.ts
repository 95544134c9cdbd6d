import type { ProposedAction } from '../action.ts';
import type { JsonObject } from '../values/json.ts';
import type { Verdict } from '../verdict.ts';

/** An action that ran earlier in the thread. */
export interface HistoryEntry {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** A query for the count or a sum over one customer's actions since a time. */
export interface WindowQuery {
  readonly tools: readonly string[];
  /** ISO time by the agent's clock. Actions last judged at or after it count. */
  readonly since: string;
  /** The summed value: a path in each action's arguments or facts. Null to count. */
  readonly sum: { readonly in: 'arguments' | 'facts'; readonly steps: readonly (string | number)[] } | null;
}

/** A window's value at the time of a verdict; null if it was unknown. */
export interface WindowReading extends WindowQuery {
  readonly value: number | null;
}

export interface JudgeRequest {
  readonly action: ProposedAction;
  /** From `sessionFacts`. `user_confirmed: true` discharges `confirm` for this action. */
  readonly session: JsonObject;
  readonly history: readonly HistoryEntry[];
  /** Reads a window over the customer's other actions, running or done. Absent: there are none. */
  readonly window?: (query: WindowQuery) => Promise<WindowReading['value']>;
  /** True if a person approved exactly this action. It discharges `review` and nothing else. */
  readonly approved: boolean;
  /** True: what the session does not say may still be said. It is unreadable then, not null. */
  readonly partial?: true;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Judges proposed actions under the newest policy.
 *
 * Never rejects: an undecided action is a `review` with the reason.
 */
export interface Judge {
  judge(request: JudgeRequest): Promise<Verdict>;
  /** Content hash of the policy in force. */
  version(): string;
  /** The `why` of each rule about one of these tools, without repeats. */
  inWords(tools: readonly string[]): readonly { readonly rule: string; readonly why: string }[];
}
