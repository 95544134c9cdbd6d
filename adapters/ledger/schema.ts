import type { ActionStatus } from '../../core/ports/action-log.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { TurnStatus } from '../../core/ports/ledger.ts';
import type { Outcome } from '../../core/turn.ts';

/** A row's tenant, agent and version of the declaration. */
export interface Owned {
  tenant: string;
  agent: string;
  config_version: string;
}

export interface ThreadsTable extends Owned {
  thread_id: string;
  customer_id: string | null;
  created_at: string;
  /** The number of its turns. */
  turns: number;
  /** The last event's number. */
  events: number;
  /** The last sequence number of an entry or action. It orders them without clocks. */
  sequence: number;
}

export interface TurnsTable extends Owned {
  turn_id: string;
  thread_id: string;
  number: number;
  text: string;
  idempotency_key: string | null;
  status: TurnStatus;
  outcome: Outcome | null;
  /** The intent of the result. */
  intent: string | null;
  /** JSON, deflated. Text was written by an earlier release. */
  result: Buffer | string | null;
  accepted_at: string;
  ended_at: string | null;
}

/** A turn's steps. */
export interface StepsTable extends Owned {
  turn_id: string;
  /** Like a turn's `result`. */
  steps: Buffer | string;
}

export interface TranscriptTable extends Owned {
  thread_id: string;
  turn_id: string;
  sequence: number;
  role: 'customer' | 'agent' | 'person';
  text: string;
  text_hash: string;
  at: string;
}

export interface ActionsTable extends Owned {
  action_id: string;
  thread_id: string;
  turn_id: string;
  sequence: number;
  intent: string | null;
  name: string;
  /** The hash of the judged action, the only one that may run. */
  hash: string;
  policy_version: string;
  proposal: string;
  /** Reasons and read facts. */
  verdict: string;
  status: ActionStatus;
  claimed_by: string | null;
  claimed_at: string | null;
  ended_at: string | null;
  /** The sequence number at which it ended. */
  ended_sequence: number | null;
  result: string;
  judged_at: string;
}

export interface EscalationsTable extends Owned {
  escalation_id: string;
  thread_id: string;
  turn_id: string;
  queue: string;
  request: string;
  status: EscalationRow['status'];
  decision: string | null;
  opened_at: string;
  decided_at: string | null;
}

export interface EventsTable extends Owned {
  thread_id: string;
  seq: number;
  type: string;
  /** JSON, like every column that no query reads inside. */
  data: string;
  at: string;
}

export interface FeedbackTable extends Owned {
  turn_id: string;
  by: string;
  number: number;
  score: -1 | 0 | 1;
  comment: string | null;
  corrected_intent: string | null;
  at: string;
}

/** A customer of an agent with limits. The row is locked while a verdict with windows is recorded. */
export interface CustomersTable extends Owned {
  customer_id: string;
  /** The number of such verdicts. */
  verdicts: number;
}

/** A version of an agent as it was declared. */
export interface VersionsTable extends Owned {
  /** JSON, deflated. */
  declared: Buffer;
  /** Path and text hash of each article. */
  articles: string;
  kept_at: string;
}

/** The text of an article; `config_version` is the first one that has it. */
export interface ArticlesTable extends Owned {
  text_hash: string;
  /** Deflated. */
  text: Buffer;
}

/** The ledger's tables after all migrations. */
export interface LedgerTables {
  threads: ThreadsTable;
  turns: TurnsTable;
  steps: StepsTable;
  transcript: TranscriptTable;
  actions: ActionsTable;
  escalations: EscalationsTable;
  events: EventsTable;
  feedback: FeedbackTable;
  customers: CustomersTable;
  versions: VersionsTable;
  articles: ArticlesTable;
}
