import type { LiveEvent } from '../../app/turns/thread-events.ts';
import { type Bell, bell } from './bell.ts';

/** Events that were told and not sent yet. */
export interface LiveQueue extends Bell {
  add(event: LiveEvent): void;
  /** Takes the oldest. */
  next(): LiveEvent | undefined;
  /** Whether events were left out because the client takes them too slowly; asking forgets it. */
  overflowed(): boolean;
}

/** A queue of at most so many events; the newest are left out when it is full. */
export function liveQueue(limit: number): LiveQueue {
  const { ring, heard } = bell();
  const events: LiveEvent[] = [];
  let over = false;
  return {
    ring,
    heard,
    add(event) {
      if (events.length < limit) events.push(event);
      else over = true;
      ring();
    },
    next: () => events.shift(),
    overflowed() {
      const was = over;
      over = false;
      return was;
    },
  };
}
