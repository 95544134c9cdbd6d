import type { IncidentCount } from '../../app/turns/incidents.ts';
import type { Runtime, TakeTurn } from '../../app/turns/runtime.ts';
import type { LiveEvent } from '../../app/turns/thread-events.ts';
import { AgentError } from '../../core/errors.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { JsonObject } from '../../core/values/json.ts';
import type { DoorRuntime } from '../../server/door.ts';
import { AT, appendEvent, ledgerDouble, openEscalation, type Records, replace } from './ledger-double.ts';

/** A runtime in memory, for tests of the HTTP door: it keeps the promises of `Runtime` and has no graph. */
export interface RuntimeDouble extends DoorRuntime {
  readonly records: Records;
  /** Appends an event and tells subscribers, as a turn does. */
  append(threadId: string, type: string, data: JsonObject): void;
  /** Tells of progress, which is not recorded. */
  announce(threadId: string, type: string, data: JsonObject): void;
  /** Appends an event as another process would: nobody here is told. */
  appendElsewhere(threadId: string, type: string, data: JsonObject): void;
  /** Hands the thread to a person. */
  escalate(threadId: string): EscalationRow;
  /** Runs between a turn's start and its end. */
  during: (turn: TurnRow) => Promise<void>;
  /** The parts that `notReady` names. */
  missing: string[];
  /** The counts of `incidents`. */
  happened: IncidentCount[];
  /** The number of open subscriptions. */
  subscriptions(): number;
}

/** An empty runtime that serves the agent `retail`. */
export function runtimeDouble(): RuntimeDouble {
  const { records, ledger } = ledgerDouble();
  const listeners = new Map<(event: LiveEvent) => void, string>();
  const tell = (event: LiveEvent) => {
    for (const [listener, wanted] of listeners) if (wanted === event.thread_id) listener(event);
  };
  const double: RuntimeDouble = {
    records,
    ledger,
    of: () => double,
    agents: new Map([
      [
        'retail',
        {
          name: 'retail',
          description: 'A shop.',
          mode: () => 'embedded',
          argumentsOf: () => ({ type: 'object' }),
        },
      ],
    ]),
    async giveFeedback(row) {
      if (!records.turns.some(({ turn_id }) => turn_id === row.turn_id))
        throw new AgentError('TURN_UNKNOWN', `no turn has the id \`${row.turn_id}\``);
      records.feedback.push(row);
    },
    missing: [],
    during: async () => undefined,
    appendElsewhere: (threadId, type, data) => void appendEvent(records, threadId, type, data),
    escalate: (threadId) => openEscalation(records, threadId),
    subscriptions: () => listeners.size,
    notReady: async () => double.missing,
    recovering: () => 0,
    degraded: () => [],
    happened: [],
    incidents: () => double.happened,
    jobs: async () => [],
    async openThread({ agent, customer_id }) {
      if (agent !== 'retail') throw new AgentError('AGENT_UNKNOWN', `no agent is named \`${agent}\``);
      const thread_id = `t${records.threads.length + 1}`;
      const thread = { thread_id, agent, config_version: 'v1', customer_id, created_at: AT };
      records.threads.push(thread);
      return thread;
    },
    takeTurn: async (turn) => run(double, accept(records, turn)),
    decide: decide(records),
    append: (threadId, type, data) => tell(appendEvent(records, threadId, type, data)),
    announce: (thread_id, type, data) => tell({ thread_id, seq: null, type, data, at: AT }),
    subscribe(threadId, listener) {
      listeners.set(listener, threadId);
      return () => listeners.delete(listener);
    },
  };
  return double;
}

function accept({ threads, turns, said }: Records, { thread_id, text, idempotency_key }: TakeTurn): TurnRow {
  const thread = threads.find((row) => row.thread_id === thread_id);
  if (!thread) throw new AgentError('THREAD_UNKNOWN', `no thread has the id \`${thread_id}\``);
  const own = turns.filter((turn) => turn.thread_id === thread_id);
  const same = own.find((turn) => idempotency_key !== null && turn.idempotency_key === idempotency_key);
  if (same && same.text !== text)
    throw new AgentError('IDEMPOTENCY_KEY_REUSED', 'key used for another message');
  if (same?.status === 'done') return same;
  if (own.some((turn) => turn.status === 'running')) throw new AgentError('THREAD_BUSY', 'a turn is running');
  const number = own.length + 1;
  const turn: TurnRow = {
    ...{
      turn_id: `${thread_id}.${number}`,
      thread_id,
      agent: thread.agent,
      config_version: 'v1',
      number,
      text,
    },
    ...{ idempotency_key, status: 'running', outcome: null, result: null, accepted_at: AT, ended_at: null },
  };
  turns.push(turn);
  said.push({ thread_id, turn_id: turn.turn_id, role: 'customer', text, at: AT });
  return turn;
}

async function run({ records, append, during }: RuntimeDouble, turn: TurnRow): Promise<TurnResult> {
  if (turn.result) return turn.result;
  const { thread_id, turn_id } = turn;
  append(thread_id, 'turn-start', { turn_id });
  try {
    await during(turn);
  } catch (error) {
    replace(records.turns, 'turn_id', { ...turn, status: 'done', outcome: 'failed', ended_at: AT });
    throw error;
  }
  const result = resultOf(turn);
  const { text } = result.reply;
  append(thread_id, 'reply', { turn_id, text });
  append(thread_id, 'turn-end', { turn_id, outcome: result.outcome, asks: null, goals: [] });
  records.said.push({ thread_id, turn_id, role: 'agent', text, at: AT });
  replace(records.turns, 'turn_id', {
    ...turn,
    status: 'done',
    outcome: result.outcome,
    result,
    ended_at: AT,
  });
  return result;
}

function decide({ escalations }: Records): Runtime['decide'] {
  return async (id, decision) => {
    const row = escalations.find(({ escalation_id }) => escalation_id === id);
    if (!row) throw new AgentError('ESCALATION_UNKNOWN', `no escalation has the id \`${id}\``);
    if (row.status !== 'open') throw new AgentError('ESCALATION_CLOSED', 'decided already');
    if (decision.decision === 'approve') throw new AgentError('DECISION_NOT_POSSIBLE', 'no action waits');
    return replace(escalations, 'escalation_id', { ...row, status: 'closed', decision, decided_at: AT });
  };
}

function resultOf({ thread_id, turn_id, text }: TurnRow): TurnResult {
  const cancels = text.startsWith('cancel');
  const cancellation = {
    action_id: `${turn_id}.1`,
    name: 'cancel_pending_order',
    arguments: { order_id: '#W1' },
    verdict: { decision: 'confirm', rules: ['ask-first'] },
    executed: false,
  } as const;
  return {
    thread_id,
    turn_id,
    outcome: cancels ? 'awaiting_confirmation' : 'answered',
    reply: {
      text: `You said: ${text}`,
      citations: [{ passage_id: 'returns#how-long', source: 'returns.md' }],
    },
    intent: { name: cancels ? 'cancel-order' : 'order-status', confidence: 0.97, certified: false },
    confidence: 0.9,
    asks: null,
    goals: [],
    actions: cancels ? [cancellation] : [],
    steps: [{ node: 'classify', ms: 9.1, cost_usd: 0, confidence: 0.97 }],
    cost_usd: 0.002,
    latency_ms: 31,
    mode: 'embedded',
    escalation_id: null,
  };
}
