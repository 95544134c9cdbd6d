import { type Bell, bell } from './bell.ts';
import { errorFrame, eventSource, HEARTBEAT, RETRY } from './event-source.ts';
import type { Problem } from './problem.ts';
import type { FollowThread, ThreadFeed } from './thread-feed.ts';

export interface EventStreamRequest {
  readonly follow: FollowThread;
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
  const { follow, threadId, stopping } = request;
  const wake = bell();
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    wake.ring();
  };
  const feed = follow(threadId, wake.ring);
  stopping?.addEventListener('abort', end, { once: true });
  if (stopping?.aborted) end();
  const close = () => {
    feed.leave();
    stopping?.removeEventListener('abort', end);
  };
  return eventSource(frames(request, feed, wake, ended.signal, close), () => {
    end();
    close();
  });
}

async function* frames(
  request: EventStreamRequest,
  feed: ThreadFeed,
  wake: Bell,
  ended: AbortSignal,
  close: () => void,
): AsyncGenerator<string> {
  const { heartbeatMs, pollMs } = request;
  let last = request.after;
  let quietMs = 0;
  try {
    yield RETRY;
    while (!ended.aborted) {
      const events = await feed.read(last);
      for (const event of events) {
        yield event.frame;
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
