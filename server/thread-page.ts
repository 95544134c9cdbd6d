import type { z } from '@hono/zod-openapi';
import { AgentError } from '../core/errors.ts';
import type { ThreadRow, TurnRow } from '../core/ports/ledger.ts';
import { shaped, Thread, ThreadPage } from './answers.ts';
import type { DoorRuntime } from './door.ts';

const MESSAGES = 100;
const TURNS = 20;

/** Reads a thread. Rejects with `THREAD_UNKNOWN` if there is none. */
export async function knownThread({ ledger }: DoorRuntime, threadId: string): Promise<ThreadRow> {
  const thread = await ledger.threads.get(threadId);
  if (!thread) throw new AgentError('THREAD_UNKNOWN', `no thread has the id \`${threadId}\``);
  return thread;
}

/** A thread for clients. */
export function threadAnswer({ agents }: DoorRuntime, thread: ThreadRow): z.input<typeof Thread> {
  const { thread_id, agent, customer_id, config_version, created_at } = thread;
  const mode = agents.get(agent)?.mode() ?? null;
  return shaped(Thread, { thread_id, agent, mode, customer_id, config_version, created_at });
}

/** The newest messages of a thread, oldest first. */
export async function transcript({ ledger }: DoorRuntime, threadId: string) {
  const entries = await ledger.threads.transcript(threadId, MESSAGES);
  return entries.map(({ turn_id, role, text, at }) => ({ turn_id, role, text, at }));
}

/** Everything that a client needs to show an earlier thread. */
export async function threadPage(
  runtime: DoorRuntime,
  threadId: string,
): Promise<z.input<typeof ThreadPage>> {
  const thread = await knownThread(runtime, threadId);
  const turns = await runtime.ledger.turns.list({ thread_id: threadId, limit: TURNS });
  return shaped(ThreadPage, {
    thread: threadAnswer(runtime, thread),
    transcript: await transcript(runtime, threadId),
    pending: await pendingOf(runtime, threadId, turns.at(-1)),
    turns: turns.map(({ turn_id, number, status, accepted_at, result }) => ({
      turn_id,
      number,
      status,
      accepted_at,
      result,
    })),
  });
}

async function pendingOf(
  { ledger }: DoorRuntime,
  threadId: string,
  last: TurnRow | undefined,
): Promise<z.input<typeof ThreadPage>['pending']> {
  const open = await ledger.escalations.list({ status: 'open', thread_id: threadId, limit: 10 });
  if (open.length > 0) return { kind: 'person', escalation_ids: open.map((row) => row.escalation_id) };
  if (!last?.result) return null;
  const { turn_id, outcome, actions, asks } = last.result;
  if (outcome === 'asked') return { kind: 'answer', turn_id, asks };
  if (outcome !== 'awaiting_confirmation') return null;
  const waiting = actions.filter((action) => !action.executed && action.verdict.decision === 'confirm');
  return { kind: 'confirmation', turn_id, actions: waiting, asks };
}
