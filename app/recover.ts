import type { TurnRow } from '../core/ports/ledger.ts';
import { deliver } from './decide.ts';
import { runTurn } from './first-input.ts';
import { recordRest } from './record-rest.ts';
import { continueRun, standing } from './run-graph.ts';
import { agentOf, threadOf, track, type TurnDesk } from './turn-desk.ts';

/** Finishes what a crash interrupted: turns first, then decisions not brought in. Answers how many. */
export async function recover(desk: TurnDesk): Promise<number> {
  const turns = await desk.ledger.recovery.unfinished();
  for (const turn of turns) await recoverTurn(desk, turn);
  const decided = await desk.ledger.recovery.undelivered();
  for (const escalation of decided) await deliver(desk, escalation);
  return turns.length + decided.length;
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
