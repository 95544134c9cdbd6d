import type { LiveEvent } from '../../app/turns/thread-events.ts';
import type { Json } from '../../core/values/json.ts';
import type { Problem } from '../problem.ts';

const ENCODER = new TextEncoder();

/** A comment that keeps proxies and clients from closing a quiet stream. */
export const HEARTBEAT = ': heartbeat\n\n';

/** The client's delay before it reconnects. */
export const RETRY = 'retry: 2000\n\n';

const FRAMES = new WeakMap<LiveEvent, string>();

/**
 * A thread's event as an SSE frame, made once for all its streams: its number is the id, its time is `at` in
 * the data. Progress has no number, so that no client resumes after it.
 */
export function eventFrame(event: LiveEvent): string {
  const known = FRAMES.get(event);
  if (known !== undefined) return known;
  const told = frame(event.type, { ...event.data, at: event.at });
  const made = event.seq === null ? told : `id: ${event.seq}\n${told}`;
  FRAMES.set(event, made);
  return made;
}

/** The frame of a problem after the stream has begun. */
export function errorFrame(problem: Problem): string {
  return frame('error', problem as unknown as Json);
}

/** An SSE frame without a number. JSON has no raw line breaks that could end it early. */
export function frame(type: string, data: Json): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Streams frames as the client takes them. Nothing is read ahead, so a hanging client uses no memory.
 *
 * Calls `gone` when the client leaves; the frames must end soon after.
 */
export function eventSource(frames: AsyncGenerator<string>, gone: () => void): Response {
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await frames.next();
        if (done) controller.close();
        else controller.enqueue(ENCODER.encode(value));
      },
      async cancel() {
        gone();
        await frames.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
  });
}
