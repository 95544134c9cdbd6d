import { randomUUID } from 'node:crypto';
import { AgentError } from '../core/errors.ts';
import type { EscalationRow, TurnRow } from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';
import { runTurn } from './first-input.ts';
import { recordRest } from './record-rest.ts';
import { takeUpAbandoned } from './recover.ts';
import type { TakeTurn } from './runtime.ts';
import type { ServedAgent } from './served-agent.ts';
import { agentOf, threadOf, track, type TurnDesk, wallTime } from './turn-desk.ts';

/** Accepts a message durably, runs it to rest, and answers how the turn ended. */
export async function takeTurn(desk: TurnDesk, { thread_id, text, idempotency_key }: TakeTurn): Promise<TurnResult> {
  const started = performance.now();
  const { ledger, events } = desk;
  const thread = await threadOf(desk, thread_id);
  const agent = agentOf(desk, thread.agent);
  const turn_id = randomUUID();
  const request = { turn_id, thread_id, config_version: agent.declaration.version, text: readText(text, agent), idempotency_key, at: wallTime() };
  const { turn, repeated } = await ledger.turns.accept(request).catch((error: unknown) => whenBusy(desk, thread_id, error));
  if (repeated) return repeatedResult(turn);
  return track(desk, turn_id, async () => {
    await events.publish(thread_id, 'turn-start', { turn_id });
    const waitingFor = await openEscalationOf(desk, thread_id);
    if (waitingFor) return recordRest(desk, agent, turn, { started, waitingFor });
    await ledger.turns.mark(turn_id, 'running');
    await runTurn(desk, agent, thread, turn);
    return recordRest(desk, agent, turn, { started });
  });
}

/** A thread kept busy by a turn that nobody works on any more is freed for the next try. */
async function whenBusy(desk: TurnDesk, threadId: string, error: unknown): Promise<never> {
  if (error instanceof AgentError && error.code === 'THREAD_BUSY') await takeUpAbandoned(desk, threadId);
  throw error;
}

/** The escalation that a thread waits for: open, or decided and not yet brought in. */
async function openEscalationOf({ ledger }: TurnDesk, threadId: string): Promise<EscalationRow | undefined> {
  const rows = await ledger.escalations.list({ thread_id: threadId, limit: 20 });
  return rows.find(({ status }) => status !== 'closed');
}

function readText(sent: string, { declaration }: ServedAgent): string {
  const text = sent.toWellFormed().trim();
  const limit = declaration.config.limits.characters;
  if (text.length > limit) throw new AgentError('BODY_TOO_LARGE', `the message has ${text.length} characters; at most ${limit} are read`);
  if (text === '') throw new AgentError('REQUEST_INVALID', 'the message is empty');
  return text;
}

function repeatedResult(turn: TurnRow): TurnResult {
  if (turn.result) return turn.result;
  throw new AgentError('THREAD_BUSY', 'the first request with this idempotency key is still running');
}
