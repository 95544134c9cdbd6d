import type { TakeTurn } from '../app/runtime.ts';
import { AgentError } from '../core/errors.ts';
import type { JsonObject } from '../core/json.ts';
import type {
  EscalationRow,
  FeedbackRow,
  PersonDecision,
  ThreadEvent,
  ThreadRow,
  TranscriptEntry,
  TurnRow,
} from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';
import type { DoorRuntime } from './door.ts';

const AT = '2026-01-02T03:04:05.000Z';

/** A runtime in memory, for tests of the HTTP door: it keeps the promises of `Runtime` and has no graph. */
export interface RuntimeDouble extends DoorRuntime {
  /** Appends an event as a turn would, and tells subscribers. */
  append(threadId: string, type: string, data: JsonObject): void;
  /** Appends an event as another process would: nobody here is told. */
  appendElsewhere(threadId: string, type: string, data: JsonObject): void;
  /** Hands the thread to a person. */
  escalate(threadId: string): EscalationRow;
  /** What happens between a turn's start and its end. */
  during: (turn: TurnRow) => Promise<void>;
  missing: string[];
  readonly taken: TurnRow[];
  readonly feedback: FeedbackRow[];
  readonly decisions: PersonDecision[];
  /** How many subscriptions are open. */
  subscriptions(): number;
}

/** An empty runtime that serves the agent `retail`. */
export function runtimeDouble(): RuntimeDouble {
  const threads = new Map<string, ThreadRow>();
  const turns: TurnRow[] = [];
  const said: TranscriptEntry[] = [];
  const events: ThreadEvent[] = [];
  const escalations = new Map<string, EscalationRow>();
  const listeners = new Set<(event: ThreadEvent) => void>();

  const append = (thread_id: string, type: string, data: JsonObject) => {
    const seq = events.filter((event) => event.thread_id === thread_id).length + 1;
    const event = { thread_id, seq, type, data, at: AT };
    events.push(event);
    return event;
  };
  const tell = (thread_id: string, type: string, data: JsonObject) => {
    const event = append(thread_id, type, data);
    for (const listener of listeners) listener(event);
  };
  const say = (turn: TurnRow, role: TranscriptEntry['role'], text: string) => {
    said.push({ thread_id: turn.thread_id, turn_id: turn.turn_id, role, text, at: AT });
  };
  const set = (turn: TurnRow) => {
    turns[turns.findIndex(({ turn_id }) => turn_id === turn.turn_id)] = turn;
    return turn;
  };

  const accept = ({ thread_id, text, idempotency_key }: TakeTurn): TurnRow => {
    const thread = threads.get(thread_id);
    if (!thread) throw new AgentError('THREAD_UNKNOWN', `no thread has the id \`${thread_id}\``);
    const own = turns.filter((turn) => turn.thread_id === thread_id);
    const same = own.find((turn) => idempotency_key !== null && turn.idempotency_key === idempotency_key);
    if (same && same.text !== text) throw new AgentError('IDEMPOTENCY_KEY_REUSED', 'key used for another message');
    if (same?.status === 'done') return same;
    if (own.some((turn) => turn.status === 'running')) throw new AgentError('THREAD_BUSY', 'a turn is running');
    const number = own.length + 1;
    const turn: TurnRow = {
      ...{ turn_id: `${thread_id}.${number}`, thread_id, agent: thread.agent, config_version: 'v1', number, text },
      ...{ idempotency_key, status: 'running', outcome: null, result: null, accepted_at: AT },
    };
    turns.push(turn);
    say(turn, 'customer', text);
    return turn;
  };

  const double: RuntimeDouble = {
    agents: new Map([['retail', { name: 'retail', description: 'A shop.', mode: () => 'embedded' }]]),
    taken: turns,
    feedback: [],
    decisions: [],
    missing: [],
    during: async () => undefined,
    append: tell,
    appendElsewhere: append,
    subscriptions: () => listeners.size,
    notReady: async () => double.missing,
    async openThread({ agent, customer_id }) {
      if (agent !== 'retail') throw new AgentError('AGENT_UNKNOWN', `no agent is named \`${agent}\``);
      const thread = { thread_id: `t${threads.size + 1}`, agent, config_version: 'v1', customer_id, created_at: AT };
      threads.set(thread.thread_id, thread);
      return thread;
    },
    async takeTurn(request) {
      const accepted = accept(request);
      if (accepted.result) return accepted.result;
      const { thread_id, turn_id } = accepted;
      tell(thread_id, 'turn-start', { turn_id });
      try {
        await double.during(accepted);
      } catch (error) {
        set({ ...accepted, status: 'done', outcome: 'failed' });
        throw error;
      }
      const result = resultOf(accepted);
      tell(thread_id, 'reply', { turn_id, text: result.reply.text });
      tell(thread_id, 'turn-end', { turn_id, outcome: result.outcome });
      say(accepted, 'agent', result.reply.text);
      set({ ...accepted, status: 'done', outcome: result.outcome, result });
      return result;
    },
    async decide(id, decision) {
      const row = escalations.get(id);
      if (!row) throw new AgentError('ESCALATION_UNKNOWN', `no escalation has the id \`${id}\``);
      if (row.status !== 'open') throw new AgentError('ESCALATION_CLOSED', 'decided already');
      if (decision.decision === 'approve') throw new AgentError('DECISION_NOT_POSSIBLE', 'no action waits');
      double.decisions.push(decision);
      const decided: EscalationRow = { ...row, status: 'closed', decision, decided_at: AT };
      escalations.set(id, decided);
      return decided;
    },
    subscribe(threadId, listener) {
      const own = (event: ThreadEvent) => {
        if (event.thread_id === threadId) listener(event);
      };
      listeners.add(own);
      return () => listeners.delete(own);
    },
    escalate(thread_id) {
      const row: EscalationRow = {
        ...{ escalation_id: `e${escalations.size + 1}`, thread_id, turn_id: `${thread_id}.1`, agent: 'retail' },
        ...{ queue: 'support', status: 'open', decision: null, opened_at: AT, decided_at: null },
        request: { code: 'asked_for_person', reason: 'the customer asked', proposal: null, verdict: null },
      };
      escalations.set(row.escalation_id, row);
      return row;
    },
    ledger: {
      threads: {
        get: async (id) => threads.get(id),
        transcript: async (id, limit) => said.filter((entry) => entry.thread_id === id).slice(-limit),
      },
      turns: {
        get: async (id) => {
          const turn = turns.find(({ turn_id }) => turn_id === id);
          return turn && { turn, steps: [] };
        },
      },
      escalations: {
        get: async (id) => escalations.get(id),
        list: async ({ status, thread_id, limit }) =>
          [...escalations.values()]
            .filter((row) => (!status || row.status === status) && (!thread_id || row.thread_id === thread_id))
            .slice(0, limit),
      },
      events: {
        since: async (id, seq, limit) =>
          events.filter((event) => event.thread_id === id && event.seq > seq).slice(0, limit),
      },
      recovery: { feedback: async (row) => void double.feedback.push(row) },
    },
  };
  return double;
}

function resultOf({ thread_id, turn_id, text }: TurnRow): TurnResult {
  const asked = text.startsWith('cancel');
  return {
    thread_id,
    turn_id,
    outcome: asked ? 'awaiting_confirmation' : 'answered',
    reply: { text: `You said: ${text}`, citations: [{ passage_id: 'returns#how-long', source: 'returns.md' }] },
    intent: { name: asked ? 'cancel-order' : 'order-status', confidence: 0.97 },
    confidence: 0.9,
    actions: asked
      ? [
          {
            action_id: `${turn_id}.1`,
            name: 'cancel_pending_order',
            arguments: { order_id: '#W1' },
            verdict: { decision: 'confirm', rules: ['ask-first'] },
            executed: false,
          },
        ]
      : [],
    steps: [{ node: 'classify', ms: 9.1, cost_usd: 0, confidence: 0.97 }],
    cost_usd: 0.002,
    latency_ms: 31,
    mode: 'embedded',
    escalation_id: null,
  };
}
