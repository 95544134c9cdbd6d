import type { Proposal } from '../action.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Outcome, Step, TurnResult } from '../turn.ts';
import type { Verdict } from '../verdict.ts';
import type { EscalationLog, EscalationRow } from './escalation-log.ts';
import type { HistoryEntry, WindowQuery, WindowReading } from './judge.ts';
import type { FeedbackRow, OutcomeLog } from './outcome-log.ts';
import type { RecordedActions } from './recorded-actions.ts';

export interface ThreadRow {
  readonly thread_id: string;
  readonly agent: string;
  readonly config_version: string;
  readonly customer_id: string | null;
  readonly created_at: string;
}

/** One message as it was said. */
export interface TranscriptEntry {
  readonly thread_id: string;
  readonly turn_id: string;
  readonly role: 'customer' | 'agent' | 'person';
  readonly text: string;
  readonly at: string;
}

/** Threads and what was said in them. */
export interface ThreadLog {
  /** The same thread id again changes nothing. */
  open(thread: ThreadRow): Promise<void>;
  get(threadId: string): Promise<ThreadRow | undefined>;
  /** Fixes who the customer is; a thread that has one keeps it. Rejects with `THREAD_UNKNOWN`. */
  identify(threadId: string, customerId: string): Promise<void>;
  /** Oldest first; the newest `limit` entries. */
  transcript(threadId: string, limit: number): Promise<readonly TranscriptEntry[]>;
  /** What this customer and this agent said in other threads: the newest `limit` entries, oldest first. */
  earlier(query: {
    readonly thread_id: string;
    readonly customer_id: string;
    readonly agent: string;
    readonly limit: number;
  }): Promise<readonly TranscriptEntry[]>;
}

/** `waiting`: a person has it. */
export type TurnStatus = 'accepted' | 'running' | 'waiting' | 'done';

export interface TurnRow {
  readonly turn_id: string;
  readonly thread_id: string;
  readonly agent: string;
  readonly config_version: string;
  readonly number: number;
  readonly text: string;
  readonly idempotency_key: string | null;
  readonly status: TurnStatus;
  readonly outcome: Outcome | null;
  readonly result: TurnResult | null;
  readonly accepted_at: string;
  /** When it was last finished or parked; null while it was neither. */
  readonly ended_at: string | null;
}

/** Turns as durable rows: nothing runs that was not accepted first. */
export interface TurnLog {
  /**
   * In one transaction: answers the turn already accepted under the same idempotency key and text
   * (`repeated: true`), else adds a row and the customer's message to the transcript.
   *
   * Rejects with `THREAD_UNKNOWN`, `THREAD_BUSY` (another turn is accepted or running),
   * `IDEMPOTENCY_KEY_REUSED` (same key, other text).
   */
  accept(
    turn: Pick<TurnRow, 'turn_id' | 'thread_id' | 'config_version' | 'text' | 'idempotency_key'> & {
      readonly at: string;
    },
  ): Promise<{ readonly turn: TurnRow; readonly repeated: boolean }>;
  /** Sets the status of an unfinished turn; a done one keeps it. Rejects with `TURN_UNKNOWN`. */
  mark(turnId: string, status: TurnStatus): Promise<void>;
  /** Adds a step; the same step id again replaces it. Rejects with `TURN_UNKNOWN`. */
  step(turnId: string, step: Step): Promise<void>;
  /**
   * Ends the turn, or parks it with `waiting`; a reply's text becomes part of the transcript once for
   * each (turn, text, by), and an empty text not at all. A done turn keeps its first result.
   *
   * Rejects with `TURN_UNKNOWN`.
   */
  finish(
    turnId: string,
    result: TurnResult,
    status: 'done' | 'waiting',
    by: 'agent' | 'person',
    at: string,
  ): Promise<void>;
  /** The turn, its steps by number, and what people said about it. */
  get(
    turnId: string,
  ): Promise<
    | { readonly turn: TurnRow; readonly steps: readonly Step[]; readonly feedback: readonly FeedbackRow[] }
    | undefined
  >;
  /** The thread's newest `limit` turns, oldest first. */
  list(query: { readonly thread_id: string; readonly limit: number }): Promise<readonly TurnRow[]>;
}

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
   */
  claim(claim: {
    readonly action_id: string;
    readonly thread_id: string;
    readonly hash: string;
    readonly policy_version: string;
    readonly at: string;
  }): Promise<Claim>;
  /**
   * Records how an action ended. A final status stays; only an allowed or claimed action can be executed,
   * failed or in doubt, and a claimed one cannot be declined: both reject with `INTERNAL`.
   */
  settle(action: {
    readonly action_id: string;
    readonly status: 'executed' | 'failed' | 'declined' | 'in_doubt';
    readonly result: Json;
    readonly at: string;
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

/** One event of a thread; `seq` counts from 1 without gaps. */
export interface ThreadEvent {
  readonly thread_id: string;
  readonly seq: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly at: string;
}

/** A thread's events, in order: how a client follows along and resumes. */
export interface EventLog {
  /** Rejects with `THREAD_UNKNOWN`. */
  append(threadId: string, type: string, data: JsonObject, at: string): Promise<ThreadEvent>;
  /** Events after `seq`, oldest first. */
  since(threadId: string, seq: number, limit: number): Promise<readonly ThreadEvent[]>;
}

/** What must be taken up again after a crash, and what people said about turns. */
export interface RecoveryLog {
  /** Turns accepted or running, oldest first. */
  unfinished(): Promise<readonly TurnRow[]>;
  /** Escalations decided whose graph was not resumed to the end. */
  undelivered(): Promise<readonly EscalationRow[]>;
  /** An author has one opinion of a turn: a second replaces the first. Rejects with `TURN_UNKNOWN`. */
  feedback(row: FeedbackRow): Promise<void>;
  /** Writes as much as a turn does, and leaves nothing: rejects at once when a turn could not be recorded. */
  tryWrite(): Promise<void>;
}

/**
 * The durable record, and the source of truth.
 *
 * Adapters live in `adapters/ledger/` and pass `test/contracts/ledger.contract.ts`. Every method
 * rejects with `LEDGER_UNAVAILABLE` when the store cannot be reached.
 */
export interface Ledger {
  readonly threads: ThreadLog;
  readonly turns: TurnLog;
  readonly actions: ActionLog;
  readonly escalations: EscalationLog;
  readonly events: EventLog;
  readonly recovery: RecoveryLog;
  readonly recorded: RecordedActions;
  readonly outcomes: OutcomeLog;
  close(): Promise<void>;
}
