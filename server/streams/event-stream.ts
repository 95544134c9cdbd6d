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

/** The largest number of unsent events in memory. Later ones are read from the ledger. */
const WAITING = 1000;

/**
 * Streams a thread's recorded events, then live ones. A live event with the next number, or with none, is sent
 * as it is. After a gap the ledger is read; so it is at intervals, for events of other processes. No event is
 * lost or sent twice. Ends when the client leaves or the server stops.
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
  const sent = { last: request.after };
  let quietMs = 0;
  try {
    yield RETRY;
    yield* recorded(request, sent, ended);
    while (!ended.aborted) {
      yield* waiting(request, queue, sent, ended);
      if (quietMs >= heartbeatMs) {
        yield HEARTBEAT;
        quietMs = 0;
      }
      const heard = await queue.heard(pollMs);
      const { last } = sent;
      if (!heard) yield* recorded(request, sent, ended);
      quietMs = heard || sent.last > last ? 0 : quietMs + pollMs;
    }
  } catch (error) {
    yield errorFrame(request.problem(error));
  } finally {
    close();
  }
}

interface SentUpTo {
  /** The number of the last event sent. */
  last: number;
}

/** The live events that wait to be sent. */
async function* waiting(
  request: EventStreamRequest,
  queue: LiveQueue,
  sent: SentUpTo,
  ended: AbortSignal,
): AsyncGenerator<string> {
  for (let event = queue.next(); event && !ended.aborted; event = queue.next())
    yield* told(request, event, sent, ended);
  if (queue.overflowed()) yield* recorded(request, sent, ended);
}

async function* told(
  request: EventStreamRequest,
  event: LiveEvent,
  sent: SentUpTo,
  ended: AbortSignal,
): AsyncGenerator<string> {
  if (event.seq !== null && event.seq <= sent.last) return;
  if (event.seq !== null && event.seq > sent.last + 1) return yield* recorded(request, sent, ended);
  yield eventFrame(event);
  sent.last = event.seq ?? sent.last;
}

/** The recorded events after the last one sent. */
async function* recorded(
  { runtime, threadId }: EventStreamRequest,
  sent: SentUpTo,
  ended: AbortSignal,
): AsyncGenerator<string> {
  while (!ended.aborted) {
    const events = await runtime.ledger.events.since(threadId, sent.last, BATCH);
    for (const event of events) {
      yield eventFrame(event);
      sent.last = event.seq;
    }
    if (events.length < BATCH) return;
  }
}
