import type { Outcome, Step, TurnResult } from '../turn.ts';
import type { JsonObject } from '../values/json.ts';
import type { ActionLog } from './action-log.ts';
import type { EscalationLog, EscalationRow } from './escalation-log.ts';
import type { FeedbackRow, OutcomeLog } from './outcome-log.ts';
import type { RecordedActions } from './recorded-actions.ts';
import type { VersionLog } from './version-log.ts';

export interface ThreadRow {
  readonly thread_id: string;
  readonly agent: string;
  readonly config_version: string;
  readonly customer_id: string | null;
  readonly created_at: string;
}

/** One message of a transcript. */
export interface TranscriptEntry {
  readonly thread_id: string;
  readonly turn_id: string;
  readonly role: 'customer' | 'agent' | 'person';
  readonly text: string;
  readonly at: string;
}

/** Threads and their transcripts. */
export interface ThreadLog {
  /** Idempotent by thread id. */
  open(thread: ThreadRow): Promise<void>;
  get(threadId: string): Promise<ThreadRow | undefined>;
  /** Sets the customer of a thread that has none; otherwise changes nothing. Rejects with `THREAD_UNKNOWN`. */
  identify(threadId: string, customerId: string): Promise<void>;
  /** The newest `limit` entries, oldest first. */
  transcript(threadId: string, limit: number): Promise<readonly TranscriptEntry[]>;
  /** Messages of this customer and agent in other threads: the newest `limit`, oldest first. */
  earlier(query: {
    readonly thread_id: string;
    readonly customer_id: string;
    readonly agent: string;
    readonly limit: number;
  }): Promise<readonly TranscriptEntry[]>;
}

/** `waiting`: a person must decide. */
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
  /** The time at which it last finished or parked; null before that. */
  readonly ended_at: string | null;
}

/** Which turns of an agent are meant, across threads. */
export interface TurnQuery {
  readonly agent: string;
  /** ISO times between which they were accepted: this or later, and before that. */
  readonly since?: string;
  readonly until?: string;
  readonly intent?: string;
  readonly outcome?: Outcome;
}

/** Turns as durable rows. A turn is accepted before it runs. */
export interface TurnLog {
  /**
   * In one transaction: returns the turn with the same idempotency key and text (`repeated: true`), or adds a row,
   * the customer's message to the transcript, and the events.
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
    /** The added events; empty if the turn is repeated. */
    readonly events: readonly ThreadEvent[];
  }>;
  /** Sets the status of an unfinished turn. A done turn keeps its status. Rejects with `TURN_UNKNOWN`. */
  mark(turnId: string, status: TurnStatus): Promise<void>;
  /**
   * Adds steps, or replaces them by step id. They survive a kill of the process at once, and a power cut from the
   * turn's end on. Rejects with `TURN_UNKNOWN`.
   */
  steps(turnId: string, steps: readonly Step[]): Promise<void>;
  /**
   * Ends the turn, or parks it with `waiting`, in one transaction with everything that belongs to it. A reply's text
   * is added to the transcript once for each (turn, text, by), and not if it is empty. A done turn keeps its first
   * result. Returns the events with their numbers.
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
      /** The escalation that the turn waits for. A known one is not changed. */
      readonly opens?: Parameters<EscalationLog['open']>[0] | null;
      /** The id of an escalation whose decision is completed by this turn. */
      readonly closes?: string | null;
    },
  ): Promise<readonly ThreadEvent[]>;
  /** The turn, its steps by number, and its feedback. */
  get(
    turnId: string,
  ): Promise<
    | { readonly turn: TurnRow; readonly steps: readonly Step[]; readonly feedback: readonly FeedbackRow[] }
    | undefined
  >;
  /** The thread's newest `limit` turns, oldest first. */
  list(query: { readonly thread_id: string; readonly limit: number }): Promise<readonly TurnRow[]>;
  /** The next `limit` turns after this one, in the order in which they were accepted; null begins. */
  find(
    query: TurnQuery & {
      readonly after: Pick<TurnRow, 'accepted_at' | 'turn_id'> | null;
      readonly limit: number;
    },
  ): Promise<readonly TurnRow[]>;
}

/** One event of a thread. `seq` counts from 1 without gaps. */
export interface ThreadEvent {
  readonly thread_id: string;
  readonly seq: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly at: string;
}

/** An event without a number. */
export type NewEvent = Pick<ThreadEvent, 'type' | 'data'>;

/** A thread's events in order. Clients follow and resume by them. */
export interface EventLog {
  /** Rejects with `THREAD_UNKNOWN`. */
  append(threadId: string, type: string, data: JsonObject, at: string): Promise<ThreadEvent>;
  /** The events after `seq`, oldest first. */
  since(threadId: string, seq: number, limit: number): Promise<readonly ThreadEvent[]>;
}

/** Work to continue after a crash, and feedback about turns. */
export interface RecoveryLog {
  /** Every tenant that has a thread, also those of other ledgers on the store. */
  tenants(): Promise<readonly string[]>;
  /** The accepted and running turns, oldest first. */
  unfinished(): Promise<readonly TurnRow[]>;
  /** The decided escalations whose graph has not been resumed to the end. */
  undelivered(): Promise<readonly EscalationRow[]>;
  /** Saves an author's feedback about a turn; it replaces the author's earlier one. Rejects with `TURN_UNKNOWN`. */
  feedback(row: FeedbackRow): Promise<void>;
  /** A trial write as large as a turn, without a trace. Rejects if a turn could not be recorded. */
  tryWrite(): Promise<void>;
}

/**
 * The durable record of one tenant, and the source of truth.
 *
 * Adapters live in `adapters/ledger/` and pass `test/contracts/ledger.contract.ts`. Every method
 * rejects with `LEDGER_UNAVAILABLE` if the store cannot be reached.
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
  readonly versions: VersionLog;
  /** The same store as another tenant sees it. They are closed together. */
  of(tenant: string): Ledger;
  close(): Promise<void>;
}
