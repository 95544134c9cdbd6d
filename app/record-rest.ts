import type { EscalationRow } from '../core/ports/escalation-log.ts';
import type { TurnRow } from '../core/ports/ledger.ts';
import { oneLine } from '../core/shown.ts';
import { type AgentState, spokenText } from '../core/state.ts';
import type { Reply, TurnResult } from '../core/turn.ts';
import { type Standing, standing } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { type TurnDesk, wallTime } from './turn-desk.ts';
import { turnResult } from './turn-result.ts';

export interface RestOptions {
  /** When the work began, by `performance.now()`. */
  readonly started: number;
  /** A person already has the thread: nothing ran. */
  readonly waitingFor?: EscalationRow;
  /** The escalation whose decision was brought in. */
  readonly resolved?: EscalationRow;
}

/**
 * Records where a run came to rest: a reply, or a question to a person.
 *
 * May be repeated after a crash: the same rest is recorded once.
 */
export async function recordRest(
  desk: TurnDesk,
  agent: ServedAgent,
  turn: TurnRow,
  { started, waitingFor, resolved }: RestOptions,
): Promise<TurnResult> {
  const { ledger, events } = desk;
  const stands = waitingFor ? null : await standing(agent, turn.thread_id);
  const opened = stands?.interruptId
    ? await openEscalation(desk, agent, turn, stands, stands.interruptId)
    : null;
  const escalation = waitingFor ?? opened;
  const { result, by } = await resultAt(desk, agent, turn, {
    started,
    state: stands?.state ?? null,
    escalation,
  });
  await ledger.turns.finish(turn.turn_id, result, opened ? 'waiting' : 'done', by, wallTime());
  const citations = result.reply.citations.map(({ passage_id, source }) => ({ passage_id, source }));
  await events.publish(turn.thread_id, 'reply', {
    turn_id: turn.turn_id,
    text: result.reply.text,
    citations,
    by,
  });
  await events.publish(turn.thread_id, 'turn-end', { turn_id: turn.turn_id, outcome: result.outcome });
  // Last: what is not closed is delivered again, so that no crash keeps a person's answer from the customer.
  if (resolved) await ledger.escalations.close(resolved.escalation_id);
  await desk.prune(turn.thread_id);
  desk.turnEnded(turn.turn_id);
  return result;
}

interface Rest {
  readonly started: number;
  readonly state: AgentState | null;
  /** A person is asked, or was asked before. */
  readonly escalation: EscalationRow | null;
}

async function resultAt(
  { ledger }: TurnDesk,
  agent: ServedAgent,
  { thread_id, turn_id }: TurnRow,
  { started, state, escalation }: Rest,
): Promise<{ readonly result: TurnResult; readonly by: 'agent' | 'person' }> {
  const result = turnResult({
    thread_id,
    turn_id,
    outcome: escalation ? 'escalated' : (state?.outcome ?? 'failed'),
    reply:
      (escalation ? null : state?.reply) ?? (escalation && !state ? waiting(agent) : handover(agent, state)),
    state,
    steps: (await ledger.turns.get(turn_id))?.steps ?? [],
    actions: await ledger.actions.list({ thread_id, turn_id }),
    latencyMs: performance.now() - started,
    mode: agent.mode(),
    escalationId: escalation?.escalation_id ?? null,
  });
  return { result, by: !escalation && state?.draft?.by === 'person' ? 'person' : 'agent' };
}

/** Derived from the interrupt, so that a repeated rest opens no second escalation. */
export const escalationIdOf = (interruptId: string) => `esc_${interruptId}`;

async function openEscalation(
  { ledger, events }: TurnDesk,
  agent: ServedAgent,
  turn: TurnRow,
  { state }: Standing,
  interruptId: string,
): Promise<EscalationRow> {
  const escalation_id = escalationIdOf(interruptId);
  const known = await ledger.escalations.get(escalation_id);
  if (known) return known;
  const asked = state?.escalation ?? {
    code: 'unknown',
    reason: 'the run asked for a person without saying why',
    proposal: null,
    verdict: null,
  };
  const request = { ...asked, reason: oneLine(asked.reason) };
  const { queue } = agent.declaration.config.escalation;
  const row = {
    escalation_id,
    thread_id: turn.thread_id,
    turn_id: turn.turn_id,
    agent: turn.agent,
    queue,
    request,
    opened_at: wallTime(),
  };
  await ledger.escalations.open(row);
  await events.publish(turn.thread_id, 'escalation-opened', {
    escalation_id,
    turn_id: turn.turn_id,
    code: request.code,
  });
  return { ...row, status: 'open', decision: null, decided_at: null };
}

/** What the customer reads while a person already has the thread. */
function waiting({ declaration }: ServedAgent): Reply {
  return { text: declaration.config.says.waiting, citations: [] };
}

/** What the customer reads when a person takes over: what was said before it, then who answers. */
function handover(agent: ServedAgent, state: AgentState | null): Reply {
  const said = state?.reply ? [state.reply] : (state?.spoken ?? []);
  const citations = state?.reply?.citations ?? state?.spoken.flatMap((spoken) => spoken.citations) ?? [];
  return { text: spokenText([...said, { text: agent.declaration.config.says.escalated }]), citations };
}
