import { setTimeout as pause } from 'node:timers/promises';
import type { ChromaServer } from './chroma-server.ts';

/** A server that is started again when it ends. */
export interface WatchedChroma {
  /** Where it answers; undefined while it is down. */
  url(): string | undefined;
  stop(): Promise<void>;
}

export interface WatchChroma {
  readonly start: () => Promise<ChromaServer>;
  /** Told each time the server ends by itself. */
  readonly onEnd: () => void;
  /** The first wait before a start, doubled after each that fails, in milliseconds. */
  readonly firstMs?: number;
  readonly longestMs?: number;
}

/** Starts a server and watches it; rejects as the first start does. */
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
      // A start may be under way.
      if (!now.server) await watching;
      await now.server?.stop();
    },
  };
}
