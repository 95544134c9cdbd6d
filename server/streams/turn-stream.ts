import type { TakeTurn } from '../../app/turns/runtime.ts';
import type { LiveEvent } from '../../app/turns/thread-events.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { Json } from '../../core/values/json.ts';
import type { DoorRuntime } from '../door.ts';
import type { Problem } from '../problem.ts';
import { errorFrame, eventFrame, eventSource, frame, HEARTBEAT } from './event-source.ts';
import { type LiveQueue, liveQueue } from './live-queue.ts';

export interface TurnStreamRequest {
  readonly runtime: DoorRuntime;
  readonly turn: TakeTurn;
  /** Runs the turn. It continues if the client leaves. */
  readonly take: (turn: TakeTurn) => Promise<TurnResult>;
  /** True if another request is running a turn on this thread; the next `turn-start` may then be that turn's. */
  readonly contested: boolean;
  readonly heartbeatMs: number;
  readonly problem: (error: unknown) => Problem;
}

type Settled = { readonly result: TurnResult } | { readonly error: unknown };

/** A running turn: its unsent events, and its end. */
interface Running {
  readonly queue: LiveQueue;
  started: LiveEvent | undefined;
  settled: Settled | undefined;
}

/** More events than any turn has. */
const WAITING = 10_000;

/**
 * A turn as server-sent events: its steps as they end, then `turn-result` with the JSON answer. Rejects if the
 * turn is refused before it starts, so that the answer can have an error's status.
 */
export async function turnStream(request: TurnStreamRequest): Promise<Response> {
  const { runtime, turn, take, contested, heartbeatMs } = request;
  const queue = liveQueue(WAITING);
  const running: Running = { queue, started: undefined, settled: undefined };
  const unsubscribe = runtime.subscribe(turn.thread_id, (event) => {
    if (!contested && event.type === 'turn-start') running.started ??= event;
    if (running.started && belongs(event, running.started)) queue.add(event);
  });
  const settle = (settled: Settled) => {
    running.settled = settled;
    unsubscribe();
    queue.ring();
  };
  take(turn).then(
    (result) => settle({ result }),
    (error: unknown) => settle({ error }),
  );
  while (!running.started && !running.settled) await queue.heard(heartbeatMs);
  if (!running.started && running.settled && 'error' in running.settled) throw running.settled.error;
  return eventSource(frames(request, running), queue.ring);
}

async function* frames(request: TurnStreamRequest, running: Running): AsyncGenerator<string> {
  try {
    yield* events(running, request.heartbeatMs);
    if (!running.settled) return;
    if ('error' in running.settled) throw running.settled.error;
    yield frame('turn-result', running.settled.result as unknown as Json);
  } catch (error) {
    yield errorFrame(request.problem(error));
  }
}

async function* events(running: Running, heartbeatMs: number): AsyncGenerator<string> {
  const { queue } = running;
  for (;;) {
    for (let event = queue.next(); event; event = queue.next()) yield eventFrame(event);
    if (running.settled) return;
    if (!(await queue.heard(heartbeatMs))) yield HEARTBEAT;
  }
}

/** True if an event is of this turn. While a person has the thread, events of a decision may come between. */
function belongs(event: LiveEvent, start: LiveEvent): boolean {
  const { turn_id } = event.data;
  return turn_id === undefined || turn_id === start.data['turn_id'];
}
