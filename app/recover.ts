import type { TurnRow } from '../core/ports/ledger.ts';
import { deliver } from './decide.ts';
import { runTurn } from './first-input.ts';
import { recordRest } from './record-rest.ts';
import { continueRun, standing } from './run-graph.ts';
import { agentOf, type TurnDesk, threadOf, track } from './turn-desk.ts';

/** What a start took up again, and what it could not: those stay as they are and are tried at the next start. */
export interface Recovered {
  readonly finished: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** Finishes what a crash interrupted: turns first, then decisions not brought in. One that fails keeps none from service. */
export async function recover(desk: TurnDesk): Promise<Recovered> {
  const turns = (await desk.ledger.recovery.unfinished()).map((turn) => ({
    id: turn.turn_id,
    work: () => recoverTurn(desk, turn),
  }));
  const first = await oneByOne(turns);
  const decisions = (await desk.ledger.recovery.undelivered()).map((escalation) => ({
    id: escalation.escalation_id,
    work: () => deliver(desk, escalation),
  }));
  const second = await oneByOne(decisions);
  return { finished: first.finished + second.finished, failed: [...first.failed, ...second.failed] };
}

async function oneByOne(
  items: readonly { readonly id: string; readonly work: () => Promise<void> }[],
): Promise<Recovered> {
  const failed: { id: string; reason: string }[] = [];
  for (const { id, work } of items) {
    const [end] = await Promise.allSettled([work()]);
    if (end.status === 'rejected')
      failed.push({ id, reason: end.reason instanceof Error ? end.reason.message : String(end.reason) });
  }
  return { finished: items.length - failed.length, failed };
}

/** Finishes the thread's turn that was begun and that nobody works on. */
export async function takeUpAbandoned(desk: TurnDesk, threadId: string): Promise<void> {
  for (const turn of await desk.ledger.recovery.unfinished()) {
    if (turn.thread_id === threadId && !desk.active.has(turn.turn_id)) await recoverTurn(desk, turn);
  }
}

async function recoverTurn(desk: TurnDesk, turn: TurnRow): Promise<void> {
  await track(desk, turn.turn_id, async () => {
    const started = performance.now();
    const thread = await threadOf(desk, turn.thread_id);
    const agent = agentOf(desk, thread.agent);
    const { state, unfinished, interruptId } = await standing(agent, turn.thread_id);
    const begun = state?.messages.some(({ id }) => id === turn.turn_id) ?? false;
    if (!begun) await runTurn(desk, agent, thread, turn);
    else if (unfinished && !interruptId) await continueRun(agent, turn.thread_id);
    await recordRest(desk, agent, turn, { started });
  });
}
