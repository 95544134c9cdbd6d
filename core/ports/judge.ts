import type { ProposedAction } from '../action.ts';
import type { JsonObject } from '../json.ts';
import type { Verdict } from '../verdict.ts';

/** An action that ran earlier in the thread. */
export interface HistoryEntry {
  readonly name: string;
  readonly arguments: JsonObject;
}

export interface JudgeRequest {
  readonly action: ProposedAction;
  /** As from `sessionFacts`; `user_confirmed` true discharges `confirm` for this action. */
  readonly session: JsonObject;
  readonly history: readonly HistoryEntry[];
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
