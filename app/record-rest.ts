import type { EscalationRow } from '../core/ports/escalation-log.ts';
import type { TurnRow } from '../core/ports/ledger.ts';
import { type AgentState, type EscalationRequest, STEPS_EXHAUSTED, spokenText } from '../core/state.ts';
import type { Outcome, Reply, TurnResult } from '../core/turn.ts';
import { type Standing, standing } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { type TurnDesk, wallTime } from './turn-desk.ts';
import { turnResult } from './turn-result.ts';

/** The code of an escalation for a turn that failed for good. */
export const TURN_FAILED = 'turn_failed';

export interface RestOptions {
  /** When the work began, by `performance.now()`. */
  readonly started: number;
  /** A person already has the thread: nothing ran. */
  readonly waitingFor?: EscalationRow;
  /** The escalation whose decision was brought in. */
  readonly resolved?: EscalationRow;
  /** The run failed for good: a person is called for it, and its graph is not looked at. */
  readonly failed?: EscalationRequest;
  /** A person's answer to a turn that failed for good. */
  readonly answer?: string;
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
  { started, waitingFor, resolved, failed, answer }: RestOptions,
): Promise<TurnResult> {
  const { ledger, events } = desk;
  const runs = !waitingFor && !failed && answer === undefined;
  const stands = runs ? await standing(agent, turn.thread_id) : null;
  const opened = await openEscalation(desk, agent, turn, calledBy(turn, stands, failed));
  const escalation = waitingFor ?? opened;
  const { result, by } = await resultAt(desk, agent, turn, {
    started,
    state: stands?.state ?? null,
    escalation,
    waits: waitingFor !== undefined,
    answer: answer ?? null,
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
  /** The person was asked before. */
  readonly waits: boolean;
  readonly answer: string | null;
}

async function resultAt(
  { ledger }: TurnDesk,
  agent: ServedAgent,
  { thread_id, turn_id }: TurnRow,
  { started, state, escalation, waits, answer }: Rest,
): Promise<{ readonly result: TurnResult; readonly by: 'agent' | 'person' }> {
  const result = turnResult({
    thread_id,
    turn_id,
    outcome: outcomeOf(state, answer, waits ? 'escalated' : calledAs(escalation)),
    reply: answer === null ? replyOf(agent, state, escalation, waits) : { text: answer, citations: [] },
    state,
    steps: (await ledger.turns.get(turn_id))?.steps ?? [],
    actions: await ledger.actions.list({ thread_id, turn_id }),
    latencyMs: performance.now() - started,
    mode: agent.mode(),
    escalationId: escalation?.escalation_id ?? null,
  });
  const byPerson = answer !== null || (!escalation && state?.draft?.by === 'person');
  return { result, by: byPerson ? 'person' : 'agent' };
}

/** A turn that called a person: it ran out of steps, it broke, or it asked. */
function calledAs(escalation: EscalationRow | null): Outcome | null {
  if (!escalation) return null;
  const { code } = escalation.request;
  if (code === TURN_FAILED) return 'failed';
  return code === STEPS_EXHAUSTED ? 'exhausted' : 'escalated';
}

function outcomeOf(state: AgentState | null, answer: string | null, called: Outcome | null): Outcome {
  return answer === null ? (called ?? state?.outcome ?? 'failed') : 'answered';
}

function replyOf(
  agent: ServedAgent,
  state: AgentState | null,
  escalation: EscalationRow | null,
  waits: boolean,
): Reply {
  if (waits) return waiting(agent);
  return (escalation ? null : state?.reply) ?? handover(agent, state);
}

/** Derived from the interrupt, so that a repeated rest opens no second escalation. */
export const escalationIdOf = (interruptId: string) => `esc_${interruptId}`;

/** A call for a person, under the id that it has however often it is recorded. */
interface Call {
  readonly escalation_id: string;
  readonly request: EscalationRequest;
}

const WITHOUT_A_REASON: EscalationRequest = {
  code: 'unknown',
  reason: 'the run asked for a person without saying why',
  proposal: null,
  verdict: null,
};

function calledBy(
  turn: TurnRow,
  stands: Standing | null,
  failed: EscalationRequest | undefined,
): Call | null {
  if (failed) return { escalation_id: escalationIdOf(turn.turn_id), request: failed };
  if (!stands?.interruptId) return null;
  const request = stands.state?.escalation ?? WITHOUT_A_REASON;
  return { escalation_id: escalationIdOf(stands.interruptId), request };
}

async function openEscalation(
  { ledger, events }: TurnDesk,
  agent: ServedAgent,
  turn: TurnRow,
  call: Call | null,
): Promise<EscalationRow | null> {
  if (!call) return null;
  const { escalation_id, request } = call;
  const known = await ledger.escalations.get(escalation_id);
  if (known) return known;
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
