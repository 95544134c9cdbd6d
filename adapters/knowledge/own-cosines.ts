import type { Embedder } from '../../core/ports/embedder.ts';
import { scoreOf, searchable } from './available.ts';
import type { PassageIndex } from './passage-index.ts';
import type { PassageVectors } from './search-passages.ts';

/** The number of cached vectors, by text. */
const KEPT = 1000;

/**
 * Replaces a vector store that cannot be reached. Passages are found by words only, then embedded here, so that their
 * scores stay comparable.
 */
export function ownCosines(index: PassageIndex, embedder: Embedder): PassageVectors {
  const known = new Map<string, Float32Array>();
  return {
    nearest: async () => new Map(),
    async cosines(vector, passageIds, signal) {
      const texts = new Map<string, string>();
      for (const id of passageIds) {
        const passage = index.read(id);
        if (passage) texts.set(id, searchable(passage));
      }
      const wanted = [...new Set(texts.values())];
      const missing = wanted.filter((text) => !known.has(text));
      const vectors = new Map(wanted.flatMap((text) => pair(text, known.get(text))));
      const embedded = missing.length === 0 ? [] : await embedder.embed(missing, signal);
      if (known.size + missing.length > KEPT) known.clear();
      for (const [at, text] of missing.entries()) {
        vectors.set(text, embedded[at] as Float32Array);
        known.set(text, embedded[at] as Float32Array);
      }
      return new Map(
        [...texts].map(([id, text]) => [id, scoreOf(1 - cosine(vectors.get(text) ?? [], vector))]),
      );
    },
  };
}

function pair(text: string, vector: Float32Array | undefined): readonly [string, Float32Array][] {
  return vector ? [[text, vector]] : [];
}

/** The cosine of two unit vectors. */
export function cosine(a: ArrayLike<number>, b: Float32Array): number {
  return b.reduce((sum, value, at) => sum + value * (a[at] as number), 0);
}
