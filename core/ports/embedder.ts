/**
 * Turns sentences into vectors of unit length.
 *
 * Adapters live in `adapters/embeddings/` and pass `test/contracts/embedder.contract.ts`.
 */
export interface Embedder {
  /** Part of every cache key. It changes if the vectors change. */
  readonly id: string;
  readonly dimensions: number;
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
}
