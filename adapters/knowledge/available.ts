import { AgentError } from '../../core/errors.ts';

/** The text to embed and index: heading and text. */
export function searchable({ heading, text }: { readonly heading: string; readonly text: string }): string {
  return `${heading}\n${text}`;
}

/** The cosine of two unit vectors from their cosine distance; at least 0. */
export function scoreOf(distance: number): number {
  return Math.min(1, Math.max(0, 1 - distance));
}

/** Runs the work. Rejects with `KNOWLEDGE_UNAVAILABLE` if it fails, or with the signal's reason if the caller aborts. */
export async function available<T>(store: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof AgentError) throw cause;
    throw new AgentError('KNOWLEDGE_UNAVAILABLE', `${store} does not answer`, { cause });
  }
}
