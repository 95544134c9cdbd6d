import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Embedder } from '../../core/ports/embedder.ts';

/** Bytes of the hash before each vector. */
const KEY = 16;

/** The largest number of kept vectors, most recently used: 40,000 of 384 dimensions are 60 MB. */
const MOST = 40_000;

export interface KeptVectors {
  /** An embedder that reuses kept vectors. */
  readonly embedder: Embedder;
  /** Writes the vectors to the file if there are new ones. */
  save(): Promise<void>;
}

const keyOf = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, KEY).toString('hex');

/** Reads the vectors of a file; none if it is damaged. */
function readVectors(bytes: Buffer, dimensions: number): Map<string, Float32Array> {
  const size = KEY + 4 * dimensions;
  const vectors = new Map<string, Float32Array>();
  if (bytes.length % size !== 0) return vectors;
  for (let start = 0; start < bytes.length; start += size) {
    const numbers = Uint8Array.from(bytes.subarray(start + KEY, start + size));
    vectors.set(bytes.toString('hex', start, start + KEY), new Float32Array(numbers.buffer));
  }
  return vectors;
}

const writeVectors = (vectors: readonly (readonly [string, Float32Array])[]): Buffer =>
  Buffer.concat(
    vectors.flatMap(([key, vector]) => [
      Buffer.from(key, 'hex'),
      Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
    ]),
  );

/** Opens kept vectors in a file, by content. Each embedder needs a file of its own. */
export async function keptVectors(embedder: Embedder, path: string): Promise<KeptVectors> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const vectors = readVectors(bytes, embedder.dimensions);
  let added = false;

  const embed: Embedder['embed'] = async (texts, signal) => {
    const keys = texts.map(keyOf);
    const missing = [...new Set(texts)].filter((text) => !vectors.has(keyOf(text)));
    for (const [index, vector] of (await embedder.embed(missing, signal)).entries())
      vectors.set(keyOf(missing[index] as string), vector);
    added ||= missing.length > 0;
    return keys.map((key) => {
      const vector = vectors.get(key) as Float32Array;
      // Moved to the end, because the first are dropped first.
      vectors.delete(key);
      vectors.set(key, vector);
      return vector;
    });
  };

  return {
    embedder: { ...embedder, embed },
    async save() {
      if (!added) return;
      await mkdir(dirname(path), { recursive: true });
      // A temporary file that is renamed, so that a crash leaves no partial file.
      await writeFile(`${path}.${process.pid}`, writeVectors([...vectors].slice(-MOST)));
      await rename(`${path}.${process.pid}`, path);
    },
  };
}
