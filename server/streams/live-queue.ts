import type { LiveEvent } from '../../app/turns/thread-events.ts';
import { type Bell, bell } from './bell.ts';

/** Live events that are not sent yet. */
export interface LiveQueue extends Bell {
  add(event: LiveEvent): void;
  /** Removes and returns the oldest event. */
  next(): LiveEvent | undefined;
  /** True if events were dropped because the client is too slow. The call resets it. */
  overflowed(): boolean;
}

/** A queue of at most `limit` events. Drops the newest when it is full. */
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
