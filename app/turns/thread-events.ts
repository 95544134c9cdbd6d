import type { EventLog, ThreadEvent } from '../../core/ports/ledger.ts';
import type { JsonObject } from '../../core/values/json.ts';

/** A live event of this process. One without a number is progress, which is not recorded. */
export type LiveEvent = Omit<ThreadEvent, 'seq'> & { readonly seq: number | null };

/** Events of threads for this process's listeners. */
export interface ThreadEvents {
  /** Appends an event to the ledger and announces it. */
  publish(threadId: string, type: string, data: JsonObject): Promise<void>;
  /** Announces events that a transaction of the ledger has recorded. */
  recorded(events: readonly ThreadEvent[]): void;
  /** Announces progress, which is not recorded. */
  announce(threadId: string, type: string, data: JsonObject): void;
  subscribe(threadId: string, listener: (event: LiveEvent) => void): () => void;
}

/** Events of all threads over one ledger. */
export function threadEvents(log: EventLog): ThreadEvents {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>();
  const tell = (event: LiveEvent) => {
    for (const listener of listeners.get(event.thread_id) ?? []) listener(event);
  };
  return {
    async publish(threadId, type, data) {
      tell(await log.append(threadId, type, data, new Date().toISOString()));
    },
    recorded: (events) => events.forEach(tell),
    announce: (thread_id, type, data) =>
      tell({ thread_id, seq: null, type, data, at: new Date().toISOString() }),
    subscribe(threadId, listener) {
      const set = listeners.get(threadId) ?? new Set();
      listeners.set(threadId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(threadId);
      };
    },
  };
}
