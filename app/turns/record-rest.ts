import { type EscalationRequest, outcomeOfCall, UNEXPLAINED } from '../../core/escalation.ts';
import type { Goals } from '../../core/goal.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { Ledger, NewEvent, TurnRow } from '../../core/ports/ledger.ts';
import { oneLine } from '../../core/shown.ts';
import { type AgentState, spokenText, type TurnState } from '../../core/state.ts';
import type { Outcome, Reply, TurnResult } from '../../core/turn.ts';
import { asksOf } from './asks.ts';
import { goalStates } from './goal-states.ts';
import { handOverOf } from './hand-over.ts';
import { snapshotOf, type ThreadSnapshot } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { turnResult } from './turn-result.ts';
import { type TurnRuntime, wallTime } from './turn-runtime.ts';

export interface RestOptions {
  /** The start of the work by `performance.now()`. */
  readonly started: number;
  /** The goals before the run. */
  readonly before?: Goals;
  /** The escalation of a person who already has the thread; nothing ran. */
  readonly waitingFor?: EscalationRow;
  /** The escalation whose decision was delivered. */
  readonly resolved?: EscalationRow;
  /** The call for a person after a run that failed for good. Its graph is not read. */
  readonly failed?: EscalationRequest;
  /** A person's answer for a turn that failed for good. */
  readonly answer?: string;
}

/**
 * Records in one transaction the end of a run: a reply, or a question to a person.
 *
 * Idempotent: it can be repeated after a crash.
 */
export async function recordRest(
  runtime: TurnRuntime,
  agent: ServedAgent,
  turn: TurnRow,
  { started, before = [], waitingFor, resolved, failed, answer }: RestOptions,
): Promise<TurnResult> {
  const { ledger, events } = runtime;
  const runs = !waitingFor && !failed && answer === undefined;
  const stands = runs ? await snapshotOf(agent, turn.thread_id) : null;
  const call = calledBy(turn, stands, failed);
  const known = call ? await ledger.escalations.get(call.escalation_id) : null;
  const opens =
    call && !known ? opened(agent, turn, await withSummary(runtime, agent, turn, call, stands)) : null;
  const escalation = waitingFor ?? known ?? opens;
  const { result, by } = await resultAt(runtime, agent, turn, {
    started,
    stands: stands?.state ?? null,
    before,
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
  await runtime.atRest(runtime.tenant, turn);
  return result;
}

interface Rest {
  readonly started: number;
  /** The graph's state at rest; null if it is not read. */
  readonly stands: AgentState | null;
  readonly before: Goals;
  /** The escalation, new or known; null if there is none. */
  readonly escalation: Pick<EscalationRow, 'escalation_id' | 'request'> | null;
  /** True if the escalation was open before. */
  readonly waits: boolean;
  readonly answer: string | null;
}

/** The thread's events for the end of a run. */
function eventsOf(
  { turn_id, outcome, reply, asks, goals }: TurnResult,
  by: 'agent' | 'person',
  opens: OpenedEscalation | null,
): readonly NewEvent[] {
  const citations = reply.citations.map(({ passage_id, source }) => ({ passage_id, source }));
  const opened = opens && { escalation_id: opens.escalation_id, turn_id, code: opens.request.code };
  return [
    ...(opened ? [{ type: 'escalation-opened', data: opened }] : []),
    { type: 'reply', data: { turn_id, text: reply.text, citations, by } },
    { type: 'turn-end', data: { turn_id, outcome, asks, goals } },
  ];
}

async function resultAt(
  { ledger }: TurnRuntime,
  agent: ServedAgent,
  { thread_id, turn_id }: TurnRow,
  { started, stands, before, escalation, waits, answer }: Rest,
): Promise<{ readonly result: TurnResult; readonly by: 'agent' | 'person' }> {
  const state = stands?.turn ?? null;
  const called = escalation && (waits ? 'escalated' : outcomeOfCall(escalation.request));
  const result = turnResult({
    thread_id,
    turn_id,
    outcome: outcomeOf(state, answer, called),
    reply: answer === null ? replyOf(agent, state, escalation, waits) : { text: answer, citations: [] },
    state,
    asks: stands && !escalation ? asksOf(stands.thread, agent.declaration) : null,
    goals: goalStates({
      before,
      after: stands?.thread.goals ?? before,
      turn: state,
      escalated: escalation !== null,
      declared: agent.declaration,
    }),
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
  return (escalation ? null : state?.reply) ?? handover(agent, state, escalation?.request.tell);
}

/** The escalation's id, derived from the interrupt so that a repetition opens no second one. */
export const escalationIdOf = (interruptId: string) => `esc_${interruptId}`;

/** A call for a person with its stable id. */
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

/** The call with the line that a person reads first, and with what was done and proposed in the turn. */
async function withSummary(
  { ledger }: TurnRuntime,
  agent: ServedAgent,
  { thread_id, turn_id }: TurnRow,
  { escalation_id, request }: Call,
  stands: ThreadSnapshot | null,
): Promise<Call> {
  if (!stands?.state) return { escalation_id, request };
  const actions = await ledger.actions.list({ thread_id });
  const summary = handOverOf(agent, stands.state, actions, request);
  const ofTurn = actions.filter((action) => action.turn_id === turn_id);
  return { escalation_id, request: { ...request, summary, actions: actionsOf(ofTurn, agent) } };
}

/** The actions with effects, by whether they ran. */
function actionsOf(rows: readonly ActionRow[], { tools }: ServedAgent) {
  const effects = rows.filter(({ verdict }) => tools.get(verdict.action.name)?.effects);
  const named = (isDone: boolean) =>
    effects
      .filter(({ status }) => (status === 'executed') === isDone)
      .map(({ verdict: { action } }) => ({ name: action.name, arguments: action.arguments }));
  return { executed: named(true), proposed: named(false) };
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

/** The customer's reply while a person has the thread. */
function waiting({ declaration }: ServedAgent): Reply {
  return { text: declaration.config.says.waiting, citations: [] };
}

/** The customer's reply at a handover: the texts before it, then the announcement of a person. */
function handover({ declaration }: ServedAgent, state: TurnState | null, tell?: string): Reply {
  const said = state?.reply ? [state.reply] : (state?.spoken ?? []);
  const citations = state?.reply?.citations ?? state?.spoken.flatMap((spoken) => spoken.citations) ?? [];
  const text = spokenText([...said, { text: tell ?? declaration.config.says.escalated }]);
  return { text, citations };
}
