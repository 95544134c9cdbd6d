import type { ThreadRow, TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import { deliver } from './decide.ts';
import { runTurn } from './first-input.ts';
import { runOrGiveUp } from './give-up.ts';
import { recordRest } from './record-rest.ts';
import { continueRun, snapshotOf } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { agentOf, openEscalationOf, type TurnRuntime, threadOf, track } from './turn-runtime.ts';

/** What was taken up again, and what it could not: those stay as they are and are tried at the next start. */
export interface Recovered {
  readonly finished: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** Recovery under way. Its threads are busy until they are done; all others are served. */
export interface Recovery {
  readonly ended: Promise<Recovered>;
  /** Begins nothing more; resolves when what has begun has ended. The rest is for the next start. */
  stop(): Promise<unknown>;
}

/** Threads that are recovered at the same time: a hanging one keeps the others waiting no longer than it must. */
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
 * Reads what a crash interrupted for these tenants of one process, takes its threads, and finishes them beside all else: in each thread
 * decisions not brought in first, then turns, which may wait for one. What fails keeps nothing else from service.
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

/** Finishes the thread's turn that was begun and that nobody works on. */
export async function takeUpAbandoned(runtime: TurnRuntime, threadId: string): Promise<void> {
  for (const turn of await runtime.ledger.recovery.unfinished()) {
    if (turn.thread_id === threadId && !runtime.active.has(turn.turn_id)) await recoverTurn(runtime, turn);
  }
}

async function recoverTurn(runtime: TurnRuntime, turn: TurnRow): Promise<void> {
  await track(runtime, turn.turn_id, async () => {
    const started = performance.now();
    const thread = await threadOf(runtime, turn.thread_id);
    const agent = agentOf(runtime, thread.agent);
    const waitingFor = await openEscalationOf(runtime, turn.thread_id);
    // Running a message on a thread that waits for a person would drop what they are asked.
    if (waitingFor && waitingFor.turn_id !== turn.turn_id) {
      await recordRest(runtime, agent, turn, { started, waitingFor });
      return;
    }
    const run = () => runToRest(runtime, agent, thread, turn, started);
    await runOrGiveUp(runtime, { agent, turn, started, run });
  });
}

/** Runs a turn to rest, from wherever an earlier attempt left it. */
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
  return recordRest(runtime, agent, turn, { started });
}
