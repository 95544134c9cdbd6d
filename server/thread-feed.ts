import type { Runtime } from '../app/runtime.ts';
import type { EventLog } from '../core/ports/ledger.ts';
import { eventFrame } from './event-source.ts';

/** An event as it goes out, made once for all who follow its thread. */
interface SentEvent {
  readonly seq: number;
  readonly frame: string;
}

/** One follower's part in its thread. */
export interface ThreadFeed {
  /** The next events after a number, from the ledger; followers at the same number share one read. */
  read(after: number): Promise<readonly SentEvent[]>;
  leave(): void;
}

/** Follows a thread; `ring` is called at each event that this process appends to it. */
export type FollowThread = (threadId: string, ring: () => void) => ThreadFeed;

interface Source extends Pick<Runtime, 'subscribe'> {
  readonly ledger: { readonly events: Pick<EventLog, 'since'> };
}

interface Shared {
  readonly rings: Set<() => void>;
  readonly read: ThreadFeed['read'];
  readonly close: () => void;
}

const BATCH = 100;
/** Followers that catch up stand elsewhere than the others: so many reads are kept for a thread. */
const KEPT = 4;

/** Threads that are followed here. What was read is shared for `freshMs`, since another process's events ring no bell. */
export function threadFeeds(runtime: Source, freshMs: number): FollowThread {
  const feeds = new Map<string, Shared>();
  return (threadId, ring) => {
    const feed = feeds.get(threadId) ?? sharedFeed(runtime, threadId, freshMs);
    feeds.set(threadId, feed);
    feed.rings.add(ring);
    return {
      read: feed.read,
      leave() {
        if (!feed.rings.delete(ring) || feed.rings.size > 0) return;
        feed.close();
        feeds.delete(threadId);
      },
    };
  };
}

function sharedFeed(runtime: Source, threadId: string, freshMs: number): Shared {
  const rings = new Set<() => void>();
  const reads = new Map<number, ReturnType<ThreadFeed['read']>>();
  const close = runtime.subscribe(threadId, () => {
    reads.clear();
    for (const ring of rings) ring();
  });
  return {
    rings,
    close,
    read(after) {
      const known = reads.get(after);
      if (known) return known;
      const reading = runtime.ledger.events
        .since(threadId, after, BATCH)
        .then((events) => events.map((event) => ({ seq: event.seq, frame: eventFrame(event) })));
      const forget = () => {
        if (reads.get(after) === reading) reads.delete(after);
      };
      if (reads.size >= KEPT) reads.clear();
      reads.set(after, reading);
      reading.catch(forget);
      setTimeout(forget, freshMs).unref();
      return reading;
    },
  };
}
