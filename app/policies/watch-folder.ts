import { watch } from 'node:fs';

export interface WatchFolder {
  /** Calls within this time of each other count as one: editors write in several steps. */
  readonly settleMs?: number;
  /** It is called this often in any case: what watches a folder does not see all that happens to it. */
  readonly pollMs?: number;
}

/** Calls back soon after something in the folder may have changed; answers how to stop. */
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

/** A folder that cannot be watched (it is not there, the system has no watch left) is only polled. */
function watched(folder: string, soon: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, soon);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
