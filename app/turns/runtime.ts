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

/** The running product as one tenant's doors see it. */
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
   * Records a person's decision and resumes the thread; answers when the thread has come to rest.
   *
   * Rejects with `ESCALATION_UNKNOWN`, `ESCALATION_CLOSED`, `DECISION_NOT_POSSIBLE`, `THREAD_BUSY`, and with
   * `REQUEST_INVALID` when an edit does not fit the action's tool: the escalation stays open.
   */
  decide(escalationId: string, decision: PersonDecision): Promise<EscalationRow>;
  /** Records an opinion of a turn. Rejects with `TURN_UNKNOWN`, `REQUEST_INVALID` for an intent that is not the agent's. */
  giveFeedback(row: FeedbackRow): Promise<void>;
  /** Calls back for each event of the thread as this process tells it; answers how to stop. */
  subscribe(threadId: string, listener: (event: LiveEvent) => void): () => void;
}

/** The running product, as its doors see it; by itself, as the default tenant's. */
export interface Runtime extends TenantRuntime {
  /** The same for another tenant, as the door has made out. Nothing of one is seen by another. */
  of(tenant: string): TenantRuntime;
  readonly agents: ReadonlyMap<
    string,
    {
      readonly name: string;
      readonly description: string;
      readonly mode: () => Mode;
      /** The JSON schema of a tool's arguments; null where there is no such tool. */
      readonly argumentsOf: (tool: string) => JsonObject | null;
    }
  >;
  /** On how many threads what an earlier process left is being finished: they are busy until then. */
  recovering(): number;
  /** Names parts that are out of order while something lesser stands in for them. */
  degraded(): readonly string[];
  /** Names what is not ready; empty when everything is. */
  notReady(): Promise<readonly string[]>;
  /** Takes no new turns, waits for running ones, closes what was opened. */
  close(): Promise<void>;
}
