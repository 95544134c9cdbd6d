import type { LiveEvent } from '../../app/turns/thread-events.ts';
import type { DoorRuntime } from '../door.ts';
import type { Problem } from '../problem.ts';
import { errorFrame, eventFrame, eventSource, HEARTBEAT, RETRY } from './event-source.ts';
import { type LiveQueue, liveQueue } from './live-queue.ts';

const BATCH = 100;

export interface EventStreamRequest {
  readonly runtime: DoorRuntime;
  readonly threadId: string;
  /** The number of the last event that the client has. */
  readonly after: number;
  readonly heartbeatMs: number;
  readonly pollMs: number;
  readonly stopping: AbortSignal | undefined;
  readonly problem: (error: unknown) => Problem;
}

/** Told and not sent: beyond it the ledger says what comes next. */
const WAITING = 1000;

/**
 * A thread's events from the ledger, then as they are told: one that carries the next number, or none, needs
 * no look into the ledger. After a gap, and now and then for other processes' events, the ledger says what
 * comes next, so none is lost or doubled. Ends when the client leaves or the server stops.
 */
export function eventStream(request: EventStreamRequest): Response {
  const { runtime, threadId, stopping } = request;
  const queue = liveQueue(WAITING);
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    queue.ring();
  };
  const unsubscribe = runtime.subscribe(threadId, queue.add);
  stopping?.addEventListener('abort', end, { once: true });
  if (stopping?.aborted) end();
  const close = () => {
    unsubscribe();
    stopping?.removeEventListener('abort', end);
  };
  return eventSource(frames(request, queue, ended.signal, close), () => {
    end();
    close();
  });
}

async function* frames(
  request: EventStreamRequest,
  queue: LiveQueue,
  ended: AbortSignal,
  close: () => void,
): AsyncGenerator<string> {
  const { heartbeatMs, pollMs } = request;
  const place = { last: request.after };
  let quietMs = 0;
  try {
    yield RETRY;
    yield* recorded(request, place, ended);
    while (!ended.aborted) {
      yield* waiting(request, queue, place, ended);
      if (quietMs >= heartbeatMs) {
        yield HEARTBEAT;
        quietMs = 0;
      }
      const heard = await queue.heard(pollMs);
      const { last } = place;
      if (!heard) yield* recorded(request, place, ended);
      quietMs = heard || place.last > last ? 0 : quietMs + pollMs;
    }
  } catch (error) {
    yield errorFrame(request.problem(error));
  } finally {
    close();
  }
}

/** The number of the last event sent. */
interface Place {
  last: number;
}

/** What this process has told since. */
async function* waiting(
  request: EventStreamRequest,
  queue: LiveQueue,
  place: Place,
  ended: AbortSignal,
): AsyncGenerator<string> {
  for (let event = queue.next(); event && !ended.aborted; event = queue.next())
    yield* told(request, event, place, ended);
  if (queue.overflowed()) yield* recorded(request, place, ended);
}

async function* told(
  request: EventStreamRequest,
  event: LiveEvent,
  place: Place,
  ended: AbortSignal,
): AsyncGenerator<string> {
  if (event.seq !== null && event.seq <= place.last) return;
  if (event.seq !== null && event.seq > place.last + 1) return yield* recorded(request, place, ended);
  yield eventFrame(event);
  place.last = event.seq ?? place.last;
}

/** What the ledger has after the last event sent. */
async function* recorded(
  { runtime, threadId }: EventStreamRequest,
  place: Place,
  ended: AbortSignal,
): AsyncGenerator<string> {
  while (!ended.aborted) {
    const events = await runtime.ledger.events.since(threadId, place.last, BATCH);
    for (const event of events) {
      yield eventFrame(event);
      place.last = event.seq;
    }
    if (events.length < BATCH) return;
  }
}
