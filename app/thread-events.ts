import type { JsonObject } from '../core/json.ts';
import type { EventLog, ThreadEvent } from '../core/ports/ledger.ts';

/** Appends to the ledger's events and tells this process's listeners. */
export interface ThreadEvents {
  publish(threadId: string, type: string, data: JsonObject): Promise<void>;
  subscribe(threadId: string, listener: (event: ThreadEvent) => void): () => void;
}

/** Events of all threads over one ledger. */
export function threadEvents(log: EventLog): ThreadEvents {
  const listeners = new Map<string, Set<(event: ThreadEvent) => void>>();
  return {
    async publish(threadId, type, data) {
      const event = await log.append(threadId, type, data, new Date().toISOString());
      for (const listener of listeners.get(threadId) ?? []) listener(event);
    },
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
