import { setTimeout as pause } from 'node:timers/promises';
import type { ChromaServer } from './chroma-server.ts';

/** A server that is restarted when it ends. */
export interface WatchedChroma {
  /** Its address; undefined while it is down. */
  url(): string | undefined;
  stop(): Promise<void>;
}

export interface WatchChroma {
  readonly start: () => Promise<ChromaServer>;
  /** Called each time the server ends by itself. */
  readonly onEnd: () => void;
  /** Milliseconds before a restart; doubled after each failure. */
  readonly firstMs?: number;
  readonly longestMs?: number;
}

/** Starts a server and restarts it when it ends. Rejects if the first start fails. */
export async function watchChroma({
  start,
  onEnd,
  firstMs = 500,
  longestMs = 30_000,
}: WatchChroma): Promise<WatchedChroma> {
  const stopping = new AbortController();
  const now: { server: ChromaServer | undefined } = { server: await start() };

  const restarted = async (): Promise<ChromaServer | undefined> => {
    for (let wait = firstMs; ; wait = Math.min(wait * 2, longestMs)) {
      await pause(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      const again = await start().catch(() => undefined);
      if (again) return again;
    }
  };
  const watch = async (): Promise<void> => {
    while (now.server) {
      await now.server.ended;
      if (stopping.signal.aborted) return;
      now.server = undefined;
      onEnd();
      now.server = await restarted();
      if (stopping.signal.aborted) return;
    }
  };
  const watching = watch();

  return {
    url: () => now.server?.url,
    async stop() {
      stopping.abort();
      // A restart may be running.
      if (!now.server) await watching;
      await now.server?.stop();
    },
  };
}
