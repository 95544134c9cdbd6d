/**
 * Settles as the work does, or rejects with the signal's reason as soon as that aborts.
 *
 * Work begins only if the signal has not aborted. Work that goes on after that keeps a listener: its late
 * rejection reaches nobody and ends no process.
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

/** A signal that aborts after some time, or with an outer one; `release` it when the work has ended. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * Begins a limit. `outer` aborts it with its own reason.
 *
 * Released at the end of the work, or a timer keeps the work's whole state for as long as it might have taken.
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

/** Does some work within a limit of its own; rejects with `late` when the time is up. */
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
