import { escalationRequest } from '../../core/escalation.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { ThreadEvent, ThreadRow, TranscriptEntry, TurnRow } from '../../core/ports/ledger.ts';
import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { DoorLedger } from '../../server/door.ts';

/** The one time that the doubles know. */
export const AT = '2026-01-02T03:04:05.000Z';

/** The rows of the ledger's double. Tests read them and add to them. */
export interface Records {
  readonly threads: ThreadRow[];
  readonly turns: TurnRow[];
  readonly said: TranscriptEntry[];
  readonly events: ThreadEvent[];
  readonly escalations: EscalationRow[];
  readonly feedback: FeedbackRow[];
}

/** An empty ledger in memory, for tests of the HTTP door. */
export function ledgerDouble(): { readonly records: Records; readonly ledger: DoorLedger } {
  const records: Records = { threads: [], turns: [], said: [], events: [], escalations: [], feedback: [] };
  const ledger: DoorLedger = {
    threads: {
      get: async (id) => records.threads.find(({ thread_id }) => thread_id === id),
      transcript: async (id, limit) => records.said.filter(({ thread_id }) => thread_id === id).slice(-limit),
    },
    turns: {
      list: async ({ thread_id, limit }) =>
        records.turns.filter((turn) => turn.thread_id === thread_id).slice(-limit),
    },
    escalations: {
      get: async (id) => records.escalations.find(({ escalation_id }) => escalation_id === id),
      list: async ({ status, thread_id, limit }) =>
        records.escalations
          .filter((row) => (!status || row.status === status) && (!thread_id || row.thread_id === thread_id))
          .slice(0, limit),
    },
    events: {
      since: async (id, seq, limit) =>
        records.events.filter((event) => event.thread_id === id && event.seq > seq).slice(0, limit),
    },
  };
  return { records, ledger };
}

/** Appends an event as another process would: nobody is told. */
export function appendEvent(
  { events }: Records,
  thread_id: string,
  type: string,
  data: JsonObject,
): ThreadEvent {
  const seq = events.filter((event) => event.thread_id === thread_id).length + 1;
  const event = { thread_id, seq, type, data, at: AT };
  events.push(event);
  return event;
}

/** Puts a changed row in the place of the one with the same id. */
export function replace<K extends string, T extends { readonly [key in K]: string }>(
  rows: T[],
  key: K,
  row: T,
): T {
  rows[rows.findIndex((old) => own(old, key) === own(row, key))] = row;
  return row;
}

/** An open escalation in which no action waits. */
export function openEscalation(records: Records, thread_id: string): EscalationRow {
  const row: EscalationRow = {
    ...{
      escalation_id: `e${records.escalations.length + 1}`,
      thread_id,
      turn_id: `${thread_id}.1`,
      agent: 'retail',
    },
    ...{ queue: 'support', status: 'open', decision: null, opened_at: AT, decided_at: null },
    request: escalationRequest('person_requested', 'the customer asked'),
  };
  records.escalations.push(row);
  return row;
}
