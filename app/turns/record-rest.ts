import { type EscalationRequest, outcomeOfCall, UNEXPLAINED } from '../../core/escalation.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { Ledger, NewEvent, TurnRow } from '../../core/ports/ledger.ts';
import { oneLine } from '../../core/shown.ts';
import { spokenText, type TurnState } from '../../core/state.ts';
import type { Outcome, Reply, TurnResult } from '../../core/turn.ts';
import { snapshotOf, type ThreadSnapshot } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { turnResult } from './turn-result.ts';
import { type TurnRuntime, wallTime } from './turn-runtime.ts';

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
 * Records in one transaction where a run came to rest: a reply, or a question to a person.
 *
 * May be repeated after a crash: the same rest is recorded once.
 */
export async function recordRest(
  runtime: TurnRuntime,
  agent: ServedAgent,
  turn: TurnRow,
  { started, waitingFor, resolved, failed, answer }: RestOptions,
): Promise<TurnResult> {
  const { ledger, events } = runtime;
  const runs = !waitingFor && !failed && answer === undefined;
  const stands = runs ? await snapshotOf(agent, turn.thread_id) : null;
  const call = calledBy(turn, stands, failed);
  const known = call ? await ledger.escalations.get(call.escalation_id) : null;
  const opens = call && !known ? opened(agent, turn, call) : null;
  const escalation = waitingFor ?? known ?? opens;
  const { result, by } = await resultAt(runtime, agent, turn, {
    started,
    state: stands?.state?.turn ?? null,
    escalation,
    waits: waitingFor !== undefined,
    answer: answer ?? null,
  });
  const status = call ? 'waiting' : 'done';
  const recorded = await ledger.turns.finish(turn.turn_id, result, status, by, wallTime(), {
    events: eventsOf(result, by, opens),
    opens,
    closes: resolved?.escalation_id ?? null,
  });
  events.recorded(recorded);
  await runtime.prune(turn.thread_id);
  runtime.turnEnded(runtime.tenant, turn.turn_id);
  return result;
}

interface Rest {
  readonly started: number;
  readonly state: TurnState | null;
  /** A person is asked, or was asked before. */
  readonly escalation: Pick<EscalationRow, 'escalation_id' | 'request'> | null;
  /** The person was asked before. */
  readonly waits: boolean;
  readonly answer: string | null;
}

/** What the thread's followers hear of the rest. */
function eventsOf(
  { turn_id, outcome, reply }: TurnResult,
  by: 'agent' | 'person',
  opens: OpenedEscalation | null,
): readonly NewEvent[] {
  const citations = reply.citations.map(({ passage_id, source }) => ({ passage_id, source }));
  const opened = opens && { escalation_id: opens.escalation_id, turn_id, code: opens.request.code };
  return [
    ...(opened ? [{ type: 'escalation-opened', data: opened }] : []),
    { type: 'reply', data: { turn_id, text: reply.text, citations, by } },
    { type: 'turn-end', data: { turn_id, outcome } },
  ];
}

async function resultAt(
  { ledger }: TurnRuntime,
  agent: ServedAgent,
  { thread_id, turn_id }: TurnRow,
  { started, state, escalation, waits, answer }: Rest,
): Promise<{ readonly result: TurnResult; readonly by: 'agent' | 'person' }> {
  const called = escalation && (waits ? 'escalated' : outcomeOfCall(escalation.request));
  const result = turnResult({
    thread_id,
    turn_id,
    outcome: outcomeOf(state, answer, called),
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

function outcomeOf(state: TurnState | null, answer: string | null, called: Outcome | null): Outcome {
  return answer === null ? (called ?? state?.outcome ?? 'failed') : 'answered';
}

function replyOf(
  agent: ServedAgent,
  state: TurnState | null,
  escalation: Rest['escalation'],
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

function calledBy(
  turn: TurnRow,
  stands: ThreadSnapshot | null,
  failed: EscalationRequest | undefined,
): Call | null {
  if (failed) return { escalation_id: escalationIdOf(turn.turn_id), request: failed };
  if (!stands?.interruptId) return null;
  const request = stands.state?.turn.escalation ?? UNEXPLAINED;
  return { escalation_id: escalationIdOf(stands.interruptId), request };
}

type OpenedEscalation = Parameters<Ledger['escalations']['open']>[0];

function opened(
  { declaration }: ServedAgent,
  { thread_id, turn_id, agent }: TurnRow,
  { escalation_id, request }: Call,
): OpenedEscalation {
  return {
    escalation_id,
    thread_id,
    turn_id,
    agent,
    queue: declaration.config.escalation.queue,
    request: { ...request, reason: oneLine(request.reason) },
    opened_at: wallTime(),
  };
}

/** What the customer reads while a person already has the thread. */
function waiting({ declaration }: ServedAgent): Reply {
  return { text: declaration.config.says.waiting, citations: [] };
}

/** What the customer reads when a person takes over: what was said before it, then who answers. */
function handover(agent: ServedAgent, state: TurnState | null): Reply {
  const said = state?.reply ? [state.reply] : (state?.spoken ?? []);
  const citations = state?.reply?.citations ?? state?.spoken.flatMap((spoken) => spoken.citations) ?? [];
  return { text: spokenText([...said, { text: agent.declaration.config.says.escalated }]), citations };
}
