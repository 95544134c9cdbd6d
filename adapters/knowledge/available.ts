import { AgentError } from '../../core/errors.ts';

/** What is embedded and stored for search: the heading says what the text leaves out. */
export function searchable({ heading, text }: { readonly heading: string; readonly text: string }): string {
  return `${heading}\n${text}`;
}

/** The cosine of two unit vectors from their cosine distance, with what points away counted as 0. */
export function scoreOf(distance: number): number {
  return Math.min(1, Math.max(0, 1 - distance));
}

/** Answers with the work's result, or `KNOWLEDGE_UNAVAILABLE`; an abort by the caller is passed on as it is. */
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
