import { watch } from 'node:fs';

export interface WatchFolder {
  /** Milliseconds in which several changes count as one: editors write in several steps. */
  readonly settleMs?: number;
  /** Milliseconds between calls without an event: watchers miss some changes. */
  readonly pollMs?: number;
}

/** Calls back after a possible change in the folder. Returns the function that stops it. */
export function watchFolder(
  folder: string,
  changed: () => void,
  { settleMs = 100, pollMs = 5000 }: WatchFolder = {},
): () => void {
  let settling: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(settling);
    settling = setTimeout(changed, settleMs).unref();
  };
  const polling = setInterval(changed, pollMs).unref();
  const stopWatching = watched(folder, soon);
  return () => {
    stopWatching();
    clearInterval(polling);
    clearTimeout(settling);
  };
}

/** Watches a folder. If that is not possible (absent, no watches left), it is only polled. */
function watched(folder: string, soon: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, soon);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
