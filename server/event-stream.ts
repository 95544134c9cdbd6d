import { type Bell, bell } from './bell.ts';
import type { DoorRuntime } from './door.ts';
import { errorFrame, eventFrame, eventSource, HEARTBEAT, RETRY } from './event-source.ts';
import type { Problem } from './problem.ts';

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

/**
 * A thread's events from the ledger, then as they are appended, here or by another process. The ledger
 * alone says what comes next, so none is lost or doubled; ends when the client leaves or the server stops.
 */
export function eventStream(request: EventStreamRequest): Response {
  const { runtime, threadId, stopping } = request;
  const wake = bell();
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    wake.ring();
  };
  const unsubscribe = runtime.subscribe(threadId, wake.ring);
  stopping?.addEventListener('abort', end, { once: true });
  if (stopping?.aborted) end();
  const close = () => {
    unsubscribe();
    stopping?.removeEventListener('abort', end);
  };
  return eventSource(frames(request, wake, ended.signal, close), () => {
    end();
    close();
  });
}

async function* frames(
  request: EventStreamRequest,
  wake: Bell,
  ended: AbortSignal,
  close: () => void,
): AsyncGenerator<string> {
  const { runtime, threadId, heartbeatMs, pollMs } = request;
  let last = request.after;
  let quietMs = 0;
  try {
    yield RETRY;
    while (!ended.aborted) {
      const events = await runtime.ledger.events.since(threadId, last, BATCH);
      for (const event of events) {
        yield eventFrame(event);
        last = event.seq;
        quietMs = 0;
      }
      if (events.length > 0) continue;
      if (quietMs >= heartbeatMs) {
        yield HEARTBEAT;
        quietMs = 0;
      }
      if (!(await wake.heard(pollMs))) quietMs += pollMs;
    }
  } catch (error) {
    yield errorFrame(request.problem(error));
  } finally {
    close();
  }
}
