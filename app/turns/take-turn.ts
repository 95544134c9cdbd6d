import { randomUUID } from 'node:crypto';
import { AgentError } from '../../core/errors.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import { recordRest } from './record-rest.ts';
import { runToRest, takeUpAbandoned } from './recover.ts';
import { snapshotOf } from './run-graph.ts';
import type { TakeTurn } from './runtime.ts';
import type { ServedAgent } from './served-agent.ts';
import {
  agentOf,
  notRecovering,
  openEscalationOf,
  type TurnRuntime,
  threadOf,
  track,
  wallTime,
} from './turn-runtime.ts';

/** Accepts a message durably, runs it to rest, and returns the result. */
export function takeTurn(runtime: TurnRuntime, taken: TakeTurn): Promise<TurnResult> {
  const turn_id = randomUUID();
  // Active before the first read: a stop waits for it, and a turn in the ledger that is not active counts as crashed.
  return track(runtime, turn_id, () => acceptAndRun(runtime, turn_id, taken));
}

async function acceptAndRun(
  runtime: TurnRuntime,
  turn_id: string,
  { thread_id, text, idempotency_key }: TakeTurn,
): Promise<TurnResult> {
  const started = performance.now();
  const { ledger, events } = runtime;
  const thread = await threadOf(runtime, thread_id);
  notRecovering(runtime, thread_id);
  const agent = agentOf(runtime, thread.agent);
  const request = {
    turn_id,
    thread_id,
    config_version: agent.version,
    text: readText(text, agent),
    idempotency_key,
    at: wallTime(),
    events: [{ type: 'turn-start', data: { turn_id } }],
  };
  const accepted = await ledger.turns
    .accept(request)
    .catch((error: unknown) => whenBusy(runtime, thread_id, error));
  const { turn } = accepted;
  if (accepted.repeated) return repeatedResult(runtime, turn);
  events.recorded(accepted.events);
  const waitingFor = await whoHasIt(runtime, thread_id);
  if (waitingFor) {
    const { state } = await snapshotOf(agent, thread_id);
    return recordRest(runtime, agent, turn, { started, waitingFor, before: state?.thread.goals ?? [] });
  }
  return runToRest(runtime, agent, thread, turn, started);
}

/** Finishes an abandoned turn that keeps the thread busy, so that the next attempt succeeds. */
async function whenBusy(runtime: TurnRuntime, threadId: string, error: unknown): Promise<never> {
  if (error instanceof AgentError && error.code === 'THREAD_BUSY') await takeUpAbandoned(runtime, threadId);
  throw error;
}

/** The escalation that a thread waits for, after any running delivery of a decision. */
async function whoHasIt(runtime: TurnRuntime, threadId: string): Promise<EscalationRow | undefined> {
  const found = await openEscalationOf(runtime, threadId);
  const delivery = found?.status === 'decided' ? runtime.active.get(found.turn_id) : undefined;
  if (!delivery) return found;
  await Promise.allSettled([delivery]);
  return openEscalationOf(runtime, threadId);
}

function readText(sent: string, { declaration }: ServedAgent): string {
  const text = sent.toWellFormed().trim();
  const limit = declaration.config.limits.characters;
  if (text.length > limit)
    throw new AgentError(
      'BODY_TOO_LARGE',
      `the message has ${text.length} characters; at most ${limit} are read`,
    );
  if (text === '') throw new AgentError('REQUEST_INVALID', 'the message is empty');
  return text;
}

/** The result of the first request. An abandoned turn is finished first. */
async function repeatedResult(runtime: TurnRuntime, turn: TurnRow): Promise<TurnResult> {
  if (turn.result) return turn.result;
  await takeUpAbandoned(runtime, turn.thread_id);
  const result = (await runtime.ledger.turns.get(turn.turn_id))?.turn.result;
  if (result) return result;
  throw new AgentError('THREAD_BUSY', 'the first request with this idempotency key is still running');
}
