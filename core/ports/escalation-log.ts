import type { EscalationRequest } from '../escalation.ts';
import type { Principal } from '../principal.ts';
import type { JsonObject } from '../values/json.ts';

/** A decision and its author. */
export type PersonDecision = { readonly by: Principal } & (
  | { readonly decision: 'approve'; readonly note?: string }
  | { readonly decision: 'edit'; readonly arguments: JsonObject; readonly note?: string }
  | { readonly decision: 'reject'; readonly note: string }
  | { readonly decision: 'answer'; readonly text: string }
);

export interface EscalationRow {
  readonly escalation_id: string;
  readonly thread_id: string;
  readonly turn_id: string;
  readonly agent: string;
  readonly queue: string;
  readonly request: EscalationRequest;
  /** `decided`: the graph is being resumed, or must be resumed after a crash. `closed`: it has ended. */
  readonly status: 'open' | 'decided' | 'closed';
  readonly decision: PersonDecision | null;
  readonly opened_at: string;
  readonly decided_at: string | null;
}

/** Questions to people and their answers. */
export interface EscalationLog {
  /** Idempotent by escalation id. Rejects with `TURN_UNKNOWN`. */
  open(escalation: Omit<EscalationRow, 'status' | 'decision' | 'decided_at'>): Promise<void>;
  /** One atomic update from `open`. Rejects with `ESCALATION_UNKNOWN` or `ESCALATION_CLOSED`. */
  decide(escalationId: string, decision: PersonDecision, at: string): Promise<EscalationRow>;
  /** Rejects with `ESCALATION_UNKNOWN`. */
  close(escalationId: string): Promise<void>;
  get(escalationId: string): Promise<EscalationRow | undefined>;
  /** Oldest first. */
  list(query: {
    readonly status?: EscalationRow['status'];
    readonly thread_id?: string;
    readonly limit: number;
  }): Promise<readonly EscalationRow[]>;
}
