import type { Verdict } from '../verdict.ts';

/** A judged action with everything needed to judge it again. */
export interface RecordedAction {
  readonly agent: string;
  readonly thread_id: string;
  readonly turn_id: string;
  readonly action_id: string;
  readonly intent: string | null;
  /** An `ActionStatus`, for people only. */
  readonly status: string;
  /** The time of its last judgement, by the agent's clock. */
  readonly at: string;
  readonly verdict: Verdict;
}

/** A filter of actions. */
export interface RecordedQuery {
  readonly agent?: string;
  /** ISO time. Leaves out actions judged earlier. */
  readonly since?: string;
}

/** All judged actions of all threads. */
export interface RecordedActions {
  count(query: RecordedQuery): Promise<number>;
  /** The next `limit` actions after this action id, in order of id. Null starts at the first. */
  page(
    query: RecordedQuery & { readonly after: string | null; readonly limit: number },
  ): Promise<readonly RecordedAction[]>;
}
