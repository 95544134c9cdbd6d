import type { Proposal } from '../action.ts';
import type { Json } from '../values/json.ts';
import type { Verdict } from '../verdict.ts';
import type { HistoryEntry, WindowQuery, WindowReading } from './judge.ts';

/** `allowed` may be claimed; `claimed` was begun and not recorded; the last four are final. */
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
  /** Yours: run it. */
  | { readonly state: 'claimed' }
  /**
   * Another process claimed it and did not record an end: settle by the tool's idempotency. The claim is
   * now this process's, so that only one takes it over.
   */
  | { readonly state: 'in_doubt' }
  /** It ran before, with this result. */
  | { readonly state: 'executed'; readonly result: Json }
  /** No allow for exactly this action under this policy, or this process is running it: do not run it. */
  | { readonly state: 'refused'; readonly status: ActionStatus | null };

/** Actions, their verdicts and their executions: the one gate to effects. */
export interface ActionLog {
  /**
   * Records a verdict for a proposal; the latest wins, but a claimed or finished action keeps its status
   * and the verdict it was claimed under. In the same transaction the windows it rested on are read again:
   * when one comes to something else now, nothing is recorded and the answer is false: judge again.
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
   * What other actions of the thread's customer with the thread's agent come to, in all threads, from the
   * moment they are allowed, unless they failed or were declined. Null when the customer is not known or
   * an action has no such amount. Rejects with `THREAD_UNKNOWN`.
   */
  window(
    action: { readonly thread_id: string; readonly action_id: string },
    query: WindowQuery,
  ): Promise<WindowReading['value']>;
  /**
   * One atomic update from `allowed` to `claimed`, if tool, arguments, thread and policy version are
   * those of the latest verdict. `hash` is the `actionHash` of `verdict.action`: of what will run.
   * `effects: false` promises that running twice does no harm: the claim need not survive a power cut.
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
   * Records how an action ended. A final status stays; only an allowed or claimed action can be executed,
   * failed or in doubt, and a claimed one cannot be declined: both reject with `INTERNAL`. `effects` as in
   * `claim`.
   */
  settle(action: {
    readonly action_id: string;
    readonly status: 'executed' | 'failed' | 'declined' | 'in_doubt';
    readonly result: Json;
    readonly at: string;
    readonly effects?: boolean;
  }): Promise<void>;
  /** What ran in the thread, in the order in which it ended. */
  history(threadId: string): Promise<readonly HistoryEntry[]>;
  /** The thread's actions, or one turn's, or one action, oldest first. */
  list(query: {
    readonly thread_id: string;
    readonly turn_id?: string;
    readonly action_id?: string;
  }): Promise<readonly ActionRow[]>;
}
