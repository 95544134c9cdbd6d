import type { TakeTurn } from '../app/runtime.ts';
import type { Json } from '../core/json.ts';
import type { ThreadEvent } from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';
import { type Bell, bell } from './bell.ts';
import type { DoorRuntime } from './door.ts';
import { errorFrame, eventFrame, eventSource, frame, HEARTBEAT } from './event-source.ts';
import type { Problem } from './problem.ts';

const BATCH = 100;

export interface TurnStreamRequest {
  readonly runtime: DoorRuntime;
  readonly turn: TakeTurn;
  /** Runs the turn; it goes on when the client leaves. */
  readonly take: (turn: TakeTurn) => Promise<TurnResult>;
  /** Another request is running a turn on this thread, so the next `turn-start` may not be ours. */
  readonly contested: boolean;
  readonly heartbeatMs: number;
  readonly problem: (error: unknown) => Problem;
}

type Settled = { readonly result: TurnResult } | { readonly error: unknown };

/** A turn under way: where its events begin, and how it ended. */
interface Running {
  started: ThreadEvent | undefined;
  settled: Settled | undefined;
}

/**
 * A turn as server-sent events: its steps as they are appended, last `turn-result` with what the JSON
 * answer would be. A turn that is refused before it starts rejects, so it can be answered with its status.
 */
export async function turnStream(request: TurnStreamRequest): Promise<Response> {
  const { runtime, turn, take, contested, heartbeatMs } = request;
  const wake = bell();
  const running: Running = { started: undefined, settled: undefined };
  const unsubscribe = runtime.subscribe(turn.thread_id, (event) => {
    if (!contested && event.type === 'turn-start') running.started ??= event;
    if (running.started) wake.ring();
  });
  const settle = (settled: Settled) => {
    running.settled = settled;
    unsubscribe();
    wake.ring();
  };
  take(turn).then(
    (result) => settle({ result }),
    (error: unknown) => settle({ error }),
  );
  while (!running.started && !running.settled) await wake.heard(heartbeatMs);
  if (!running.started && running.settled && 'error' in running.settled) throw running.settled.error;
  return eventSource(frames(request, running, wake), wake.ring);
}

async function* frames(request: TurnStreamRequest, running: Running, wake: Bell): AsyncGenerator<string> {
  try {
    if (running.started) yield* steps(request, running, running.started, wake);
    if (!running.settled) return;
    if ('error' in running.settled) throw running.settled.error;
    yield frame('turn-result', running.settled.result as unknown as Json);
  } catch (error) {
    yield errorFrame(request.problem(error));
  }
}

async function* steps(
  { runtime, heartbeatMs }: TurnStreamRequest,
  running: Running,
  start: ThreadEvent,
  wake: Bell,
): AsyncGenerator<string> {
  let last = start.seq - 1;
  for (;;) {
    const over = running.settled !== undefined;
    const events = await runtime.ledger.events.since(start.thread_id, last, BATCH);
    yield* events.filter((event) => belongs(event, start)).map(eventFrame);
    last = events.at(-1)?.seq ?? last;
    if (over && events.length < BATCH) return;
    if (events.length > 0) continue;
    if (!(await wake.heard(heartbeatMs))) yield HEARTBEAT;
  }
}

/** While a person has the thread, a decision's events may fall between those of a turn. */
function belongs(event: ThreadEvent, start: ThreadEvent): boolean {
  const { turn_id } = event.data;
  return turn_id === undefined || turn_id === start.data['turn_id'];
}
