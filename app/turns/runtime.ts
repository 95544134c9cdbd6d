import type { EscalationRow, PersonDecision } from '../../core/ports/escalation-log.ts';
import type { Ledger, ThreadRow } from '../../core/ports/ledger.ts';
import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import type { Mode, TurnResult } from '../../core/turn.ts';
import type { JsonObject } from '../../core/values/json.ts';
import type { LiveEvent } from './thread-events.ts';

export interface TakeTurn {
  readonly thread_id: string;
  readonly text: string;
  readonly idempotency_key: string | null;
}

/** The runtime of one tenant, for doors. */
export interface TenantRuntime {
  readonly ledger: Ledger;
  /** Rejects with `AGENT_UNKNOWN`. A `customer_id` comes from a verified token, never from a request body. */
  openThread(request: { readonly agent: string; readonly customer_id: string | null }): Promise<ThreadRow>;
  /**
   * Runs one turn to its end. While a person has the thread, accepts the message with outcome `escalated`.
   *
   * Rejects with `THREAD_UNKNOWN`, `THREAD_BUSY`, `IDEMPOTENCY_KEY_REUSED`, `BODY_TOO_LARGE`, `SERVER_STOPPING`.
   */
  takeTurn(turn: TakeTurn): Promise<TurnResult>;
  /**
   * Records a person's decision and resumes the thread. Resolves when the thread is at rest.
   *
   * Rejects with `ESCALATION_UNKNOWN`, `ESCALATION_CLOSED`, `DECISION_NOT_POSSIBLE`, `THREAD_BUSY`, and with
   * `REQUEST_INVALID` if an edit does not fit the action's tool; the escalation stays open.
   */
  decide(escalationId: string, decision: PersonDecision): Promise<EscalationRow>;
  /** Records feedback about a turn. Rejects with `TURN_UNKNOWN`, or with `REQUEST_INVALID` for an unknown intent. */
  giveFeedback(row: FeedbackRow): Promise<void>;
  /** Calls back for each live event of the thread in this process. Returns the function that stops it. */
  subscribe(threadId: string, listener: (event: LiveEvent) => void): () => void;
}

/** The runtime of a project, for doors. Its own methods are the default tenant's. */
export interface Runtime extends TenantRuntime {
  /** The runtime of another tenant, which the door supplies. Tenants never see each other's data. */
  of(tenant: string): TenantRuntime;
  readonly agents: ReadonlyMap<
    string,
    {
      readonly name: string;
      readonly description: string;
      readonly mode: () => Mode;
      /** The JSON schema of a tool's arguments; null if there is no such tool. */
      readonly argumentsOf: (tool: string) => JsonObject | null;
    }
  >;
  /** The number of threads in recovery. They are busy until it ends. */
  recovering(): number;
  /** The names of parts that are down and replaced by a weaker one. */
  degraded(): readonly string[];
  /** The names of parts that are not ready. */
  notReady(): Promise<readonly string[]>;
  /** Takes no new turns, waits for running ones, and closes all parts. */
  close(): Promise<void>;
}
