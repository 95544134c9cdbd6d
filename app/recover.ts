import type { ThreadRow, TurnRow } from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';
import { deliver } from './decide.ts';
import { runTurn } from './first-input.ts';
import { runOrGiveUp } from './give-up.ts';
import { recordRest } from './record-rest.ts';
import { continueRun, standing } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { agentOf, openEscalationOf, type TurnDesk, threadOf, track } from './turn-desk.ts';

/** What a start took up again, and what it could not: those stay as they are and are tried at the next start. */
export interface Recovered {
  readonly finished: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** Finishes what a crash interrupted: decisions not brought in first, then turns, which may wait for one. One that fails keeps none from service. */
export async function recover(desk: TurnDesk): Promise<Recovered> {
  const decisions = (await desk.ledger.recovery.undelivered()).map((escalation) => ({
    id: escalation.escalation_id,
    work: () => deliver(desk, escalation),
  }));
  const first = await oneByOne(decisions);
  const turns = (await desk.ledger.recovery.unfinished()).map((turn) => ({
    id: turn.turn_id,
    work: () => recoverTurn(desk, turn),
  }));
  const second = await oneByOne(turns);
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
    const waitingFor = await openEscalationOf(desk, turn.thread_id);
    // Running a message on a thread that waits for a person would drop what they are asked.
    if (waitingFor && waitingFor.turn_id !== turn.turn_id) {
      await recordRest(desk, agent, turn, { started, waitingFor });
      return;
    }
    const run = () => runToRest(desk, agent, thread, turn, started);
    await runOrGiveUp(desk, { agent, turn, started, run });
  });
}

/** Runs a turn to rest, from wherever an earlier attempt left it. */
export async function runToRest(
  desk: TurnDesk,
  agent: ServedAgent,
  thread: ThreadRow,
  turn: TurnRow,
  started: number,
): Promise<TurnResult> {
  const { state, interruptId } = await standing(agent, turn.thread_id);
  const begun = state?.messages.some(({ id }) => id === turn.turn_id) ?? false;
  if (!begun) await runTurn(desk, agent, thread, turn, state);
  else if (interruptId === null) await continueRun(agent, turn.thread_id);
  return recordRest(desk, agent, turn, { started });
}
