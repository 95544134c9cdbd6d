import { join } from 'node:path';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import type { Embedder } from '../../core/ports/embedder.ts';

/** The sentence encoder. Its prepared weights are kept in the data folder. */
export function openEmbedder(dataDir: string): Promise<Embedder> {
  return minilmEmbedder({ folder: join(dataDir, 'embedder') });
}
