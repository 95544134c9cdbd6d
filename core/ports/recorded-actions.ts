import type { Verdict } from '../verdict.ts';

/** A judged action as it is kept for judging again. */
export interface RecordedAction {
  readonly agent: string;
  readonly thread_id: string;
  readonly turn_id: string;
  readonly action_id: string;
  readonly intent: string | null;
  /** An `ActionStatus`, for people to read: judging does not depend on it. */
  readonly status: string;
  /** When it was judged last, by the agent's clock. */
  readonly at: string;
  readonly verdict: Verdict;
}

/** Which actions are meant. */
export interface RecordedQuery {
  readonly agent?: string;
  /** ISO time; what was judged earlier is left out. */
  readonly since?: string;
}

/** Every action ever judged, of all threads. */
export interface RecordedActions {
  count(query: RecordedQuery): Promise<number>;
  /** The next `limit` actions after this action id, in order of id; null begins. */
  page(
    query: RecordedQuery & { readonly after: string | null; readonly limit: number },
  ): Promise<readonly RecordedAction[]>;
}
