import type { Proposal } from '../action.ts';
import type { Json } from '../values/json.ts';
import type { Verdict } from '../verdict.ts';
import type { HistoryEntry, WindowQuery, WindowReading } from './judge.ts';

/** `allowed` may be claimed. `claimed` was started and has no recorded end. The last four are final. */
export type ActionStatus =
  | 'allowed'
  | 'confirm'
  | 'review'
  | 'denied'
  | 'claimed'
  | 'executed'
  | 'failed'
  | 'declined'
  | 'in_doubt';

export interface ActionRow {
  readonly action_id: string;
  readonly thread_id: string;
  readonly turn_id: string;
  readonly intent: string | null;
  readonly proposal: Proposal;
  readonly verdict: Verdict;
  readonly status: ActionStatus;
  readonly result: Json;
  readonly at: string;
}

export type Claim =
  /** The caller must run it. */
  | { readonly state: 'claimed' }
  /**
   * Another process claimed it and did not record an end. Settle it by the tool's idempotency. This process has
   * the claim now, so that no other takes it over too.
   */
  | { readonly state: 'in_doubt' }
  /** It ran earlier with this result. */
  | { readonly state: 'executed'; readonly result: Json }
  /** Do not run it: it is not allowed under this policy, or this process is already running it. */
  | { readonly state: 'refused'; readonly status: ActionStatus | null };

/** Actions, verdicts and executions. No effect runs without its claim. */
export interface ActionLog {
  /**
   * Records a verdict for a proposal. The latest wins, but a claimed or finished action keeps its status and the
   * verdict of its claim. In the same transaction the windows of the verdict are read again. If one has changed,
   * nothing is recorded and the result is false: judge again.
   * Rejects with `TURN_UNKNOWN`.
   */
  judged(entry: {
    readonly thread_id: string;
    readonly turn_id: string;
    readonly intent: string | null;
    readonly proposal: Proposal;
    readonly verdict: Verdict;
    readonly windows?: readonly WindowReading[];
    readonly at: string;
  }): Promise<boolean>;
  /**
   * The count or sum of the other actions of the thread's customer with the thread's agent, in all threads. Actions
   * count from when they are allowed, unless they failed or were declined. Null if the customer is not known or an
   * action lacks the amount. Rejects with `THREAD_UNKNOWN`.
   */
  window(
    action: { readonly thread_id: string; readonly action_id: string },
    query: WindowQuery,
  ): Promise<WindowReading['value']>;
  /**
   * One atomic update from `allowed` to `claimed`, if tool, arguments, thread and policy version are those of the
   * latest verdict. `hash` is the `actionHash` of `verdict.action`, the action that will run. With `effects: false`
   * the claim may be lost in a power cut, because running twice does no harm.
   */
  claim(claim: {
    readonly action_id: string;
    readonly thread_id: string;
    readonly hash: string;
    readonly policy_version: string;
    readonly at: string;
    readonly effects?: boolean;
  }): Promise<Claim>;
  /**
   * Records the end of an action. A final status stays. Rejects with `INTERNAL` if an action that is neither
   * allowed nor claimed becomes executed, failed or in doubt, or if a claimed one is declined. `effects` as in
   * `claim`.
   */
  settle(action: {
    readonly action_id: string;
    readonly status: 'executed' | 'failed' | 'declined' | 'in_doubt';
    readonly result: Json;
    readonly at: string;
    readonly effects?: boolean;
  }): Promise<void>;
  /** The executed actions of the thread, in order of their ends. */
  history(threadId: string): Promise<readonly HistoryEntry[]>;
  /** The actions of the thread or of one turn, or one action. Oldest first; with a limit, the newest of them. */
  list(query: {
    readonly thread_id: string;
    readonly turn_id?: string;
    readonly action_id?: string;
    readonly limit?: number;
  }): Promise<readonly ActionRow[]>;
}
