import type { ThreadRow, TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import { deliver } from './decide.ts';
import { runTurn } from './first-input.ts';
import { runOrGiveUp } from './give-up.ts';
import { recordRest } from './record-rest.ts';
import { continueRun, snapshotOf } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { agentOfTurn, openEscalationOf, type TurnRuntime, threadOf, track } from './turn-runtime.ts';

/** The turns and decisions that were recovered, and those that failed and are tried at the next start. */
export interface Recovered {
  readonly finished: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** A running recovery. Its threads are busy until they are recovered; all others are served. */
export interface Recovery {
  readonly ended: Promise<Recovered>;
  /** Starts no further work and resolves when running work has ended. The rest is for the next start. */
  stop(): Promise<unknown>;
}

/** The number of threads recovered at the same time, so that a hanging one delays others little. */
const AT_ONCE = 4;

interface Work {
  readonly id: string;
  readonly thread_id: string;
  readonly run: () => Promise<void>;
}

/** Finishes what a crash interrupted. */
export async function recover(runtime: TurnRuntime): Promise<Recovered> {
  return (await beginRecovery([runtime])).ended;
}

async function leftBehind(runtime: TurnRuntime): Promise<readonly Work[]> {
  const decisions = (await runtime.ledger.recovery.undelivered()).map(
    (escalation): Work => ({
      id: escalation.escalation_id,
      thread_id: escalation.thread_id,
      run: () => deliver(runtime, escalation),
    }),
  );
  const turns = (await runtime.ledger.recovery.unfinished()).map(
    (turn): Work => ({
      id: turn.turn_id,
      thread_id: turn.thread_id,
      run: () => recoverTurn(runtime, turn),
    }),
  );
  return [...decisions, ...turns];
}

/**
 * Finds the interrupted work of these tenants of one process, marks its threads busy, and finishes it in the
 * background: in each thread first undelivered decisions, then turns. A failure does not affect other threads.
 */
export async function beginRecovery(runtimes: readonly TurnRuntime[]): Promise<Recovery> {
  const left = await Promise.all(runtimes.map(leftBehind));
  const threads = byThread(left.flat());
  const recovering = runtimes[0]?.recovering ?? new Set();
  for (const threadId of threads.keys()) recovering.add(threadId);
  let stopped = false;
  const results: Promise<Recovered>[] = [];
  const waiting = [...threads];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !stopped; next = waiting.shift()) {
      const [threadId, work] = next;
      const done = oneByOne(work, () => stopped).finally(() => recovering.delete(threadId));
      results.push(done);
      await done;
    }
  };
  const workers = Promise.all(Array.from({ length: AT_ONCE }, worker));
  const ended = workers.then(() => Promise.all(results)).then(sum);
  return {
    ended,
    stop: () => {
      stopped = true;
      return ended;
    },
  };
}

function byThread(all: readonly Work[]): ReadonlyMap<string, readonly Work[]> {
  const threads = new Map<string, Work[]>();
  for (const work of all) threads.set(work.thread_id, [...(threads.get(work.thread_id) ?? []), work]);
  return threads;
}

async function oneByOne(items: readonly Work[], stopped: () => boolean): Promise<Recovered> {
  const failed: { id: string; reason: string }[] = [];
  let finished = 0;
  for (const { id, run } of items) {
    if (stopped()) break;
    const [end] = await Promise.allSettled([run()]);
    if (end.status === 'fulfilled') finished += 1;
    else failed.push({ id, reason: end.reason instanceof Error ? end.reason.message : String(end.reason) });
  }
  return { finished, failed };
}

function sum(parts: readonly Recovered[]): Recovered {
  return {
    finished: parts.reduce((total, { finished }) => total + finished, 0),
    failed: parts.flatMap(({ failed }) => failed),
  };
}

/** Finishes the thread's unfinished turn that no work is running for. */
export async function takeUpAbandoned(runtime: TurnRuntime, threadId: string): Promise<void> {
  for (const turn of await runtime.ledger.recovery.unfinished()) {
    if (turn.thread_id === threadId && !runtime.active.has(turn.turn_id)) await recoverTurn(runtime, turn);
  }
}

async function recoverTurn(runtime: TurnRuntime, turn: TurnRow): Promise<void> {
  await track(runtime, turn.turn_id, async () => {
    const started = performance.now();
    const thread = await threadOf(runtime, turn.thread_id);
    const agent = await agentOfTurn(runtime, turn);
    const waitingFor = await openEscalationOf(runtime, turn.thread_id);
    // A message on a thread with an open interrupt would drop the person's question.
    if (waitingFor && waitingFor.turn_id !== turn.turn_id) {
      await recordRest(runtime, agent, turn, { started, waitingFor });
      return;
    }
    const run = () => runToRest(runtime, agent, thread, turn, started);
    await runOrGiveUp(runtime, { agent, turn, started, run });
  });
}

/** Runs a turn to rest from the last checkpoint of an earlier attempt. */
export async function runToRest(
  runtime: TurnRuntime,
  agent: ServedAgent,
  thread: ThreadRow,
  turn: TurnRow,
  started: number,
): Promise<TurnResult> {
  const { state, interruptId } = await snapshotOf(agent, turn.thread_id);
  const begun = state?.messages.some(({ id }) => id === turn.turn_id) ?? false;
  if (!begun) await runTurn(runtime, agent, thread, turn, state);
  else if (interruptId === null) await continueRun(runtime, agent, turn.thread_id);
  return recordRest(runtime, agent, turn, { started, before: state?.thread.goals ?? [] });
}
