import type { Outcome, Step, TurnResult } from '../turn.ts';
import type { JsonObject } from '../values/json.ts';
import type { ActionLog } from './action-log.ts';
import type { EscalationLog, EscalationRow } from './escalation-log.ts';
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
   * (`repeated: true`), else adds a row, the customer's message to the transcript, and the events.
   *
   * Rejects with `THREAD_UNKNOWN`, `THREAD_BUSY` (another turn is accepted or running),
   * `IDEMPOTENCY_KEY_REUSED` (same key, other text).
   */
  accept(
    turn: Pick<TurnRow, 'turn_id' | 'thread_id' | 'config_version' | 'text' | 'idempotency_key'> & {
      readonly at: string;
      readonly events?: readonly NewEvent[];
    },
  ): Promise<{
    readonly turn: TurnRow;
    readonly repeated: boolean;
    /** The events, if the turn is new. */
    readonly events: readonly ThreadEvent[];
  }>;
  /** Sets the status of an unfinished turn; a done one keeps it. Rejects with `TURN_UNKNOWN`. */
  mark(turnId: string, status: TurnStatus): Promise<void>;
  /**
   * Adds steps; the same step id again replaces one. They survive a kill at once, and a power cut with the
   * turn's end. Rejects with `TURN_UNKNOWN`.
   */
  steps(turnId: string, steps: readonly Step[]): Promise<void>;
  /**
   * Ends the turn, or parks it with `waiting`, and does all that belongs to it in one transaction. A reply's
   * text becomes part of the transcript once for each (turn, text, by), and an empty text not at all. A done
   * turn keeps its first result. Answers the events as they were numbered.
   *
   * Rejects with `TURN_UNKNOWN`.
   */
  finish(
    turnId: string,
    result: TurnResult,
    status: 'done' | 'waiting',
    by: 'agent' | 'person',
    at: string,
    also?: {
      readonly events?: readonly NewEvent[];
      /** An escalation that the turn waits for; one that is known stays as it is. */
      readonly opens?: Parameters<EscalationLog['open']>[0] | null;
      /** The id of an escalation whose decision the turn has brought to its end. */
      readonly closes?: string | null;
    },
  ): Promise<readonly ThreadEvent[]>;
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

/** One event of a thread; `seq` counts from 1 without gaps. */
export interface ThreadEvent {
  readonly thread_id: string;
  readonly seq: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly at: string;
}

/** An event that has no number yet. */
export type NewEvent = Pick<ThreadEvent, 'type' | 'data'>;

/** A thread's events, in order: how a client follows along and resumes. */
export interface EventLog {
  /** Rejects with `THREAD_UNKNOWN`. */
  append(threadId: string, type: string, data: JsonObject, at: string): Promise<ThreadEvent>;
  /** Events after `seq`, oldest first. */
  since(threadId: string, seq: number, limit: number): Promise<readonly ThreadEvent[]>;
}

/** What must be taken up again after a crash, and what people said about turns. */
export interface RecoveryLog {
  /** Every tenant that has a thread, also those of other ledgers on the store. */
  tenants(): Promise<readonly string[]>;
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
 * The durable record of one tenant, and the source of truth.
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
  /** The same store as another tenant sees it. They are closed together. */
  of(tenant: string): Ledger;
  close(): Promise<void>;
}
