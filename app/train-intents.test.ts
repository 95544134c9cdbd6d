import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { trainIntents } from './train-intents.ts';

const EXAMPLES = new Map([
  ['cancel', ['cancel my order', 'stop my order', 'I do not want it any more']],
  ['track', ['where is my package', 'when does it arrive', 'track my order']],
]);

describe('trainIntents', () => {
  let embedder: Embedder;
  let folder: string;
  let trainings: number;
  const onProgress = (done: number, total: number) => {
    if (done === total) trainings += 1;
  };

  beforeAll(async () => {
    embedder = await minilmEmbedder();
  });
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'trestle-intents-')), 'intents');
    trainings = 0;
    await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress });
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  test('trains once for the same examples', async () => {
    const first = await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress });
    expect(await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress })).toEqual(first);
    expect(trainings).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('trains again when an example changes', async () => {
    await trainIntents({
      embedder,
      examples: new Map([...EXAMPLES, ['track', ['where is it']]]),
      folder,
      onProgress,
    });
    expect(trainings).toBe(2);
  });

  test('trains again when the kept file is damaged', async () => {
    const [file = ''] = await readdir(folder);
    await writeFile(join(folder, file), '{"half": ');
    await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress });
    expect(trainings).toBe(2);
  });
});
