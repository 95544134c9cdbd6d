/**
 * Settles like the work, or rejects with the signal's reason as soon as it aborts.
 *
 * Work starts only if the signal has not aborted. A late rejection of aborted work is ignored.
 */
export async function within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stopListening = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    stopListening = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    stopListening();
  }
}

/** A signal that aborts after some time or with an outer one. Call `release` after the work. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * Starts a limit. `outer` aborts it with its own reason.
 *
 * Release it after the work; otherwise its timer keeps the work's state in memory until the limit.
 */
export function timeLimit(ms: number, late: () => Error, outer?: AbortSignal): TimeLimit {
  const limit = new AbortController();
  const stop = () => limit.abort(outer?.reason);
  const timer = setTimeout(() => limit.abort(late()), ms);
  outer?.addEventListener('abort', stop, { once: true });
  if (outer?.aborted) stop();
  return {
    signal: limit.signal,
    release() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}

/** Runs work with a time limit. Rejects with `late()` when the time is up. */
export async function inTime<T>(
  limit: { readonly ms: number; readonly late: () => Error; readonly signal?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, release } = timeLimit(limit.ms, limit.late, limit.signal);
  try {
    return await within(signal, () => work(signal));
  } finally {
    release();
  }
}
