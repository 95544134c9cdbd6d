import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Embedder } from '../../core/ports/embedder.ts';
import { keptVectors } from './kept-vectors.ts';

let folder: string;
let path: string;
let embedded: string[];
/** A vector that is not the next text's, and not whole numbers. */
const embedder: Embedder = {
  id: 'test',
  dimensions: 2,
  async embed(texts) {
    embedded.push(...texts);
    return texts.map((text) => Float32Array.of(text.length / 7, -1));
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-vectors-'));
  path = join(folder, 'kept', 'vectors');
  embedded = [];
});
afterEach(() => rm(folder, { recursive: true }));

test('embeds a text once, also after a restart', async () => {
  const first = await keptVectors(embedder, path);
  const vectors = await first.embedder.embed(['a', 'bb', 'a']);
  await first.save();
  const second = await keptVectors(embedder, path);
  expect(await second.embedder.embed(['a', 'bb', 'a'])).toEqual(vectors);
  expect(await second.embedder.embed(['ccc', 'bb'])).toEqual(await embedder.embed(['ccc', 'bb']));
  expect(embedded.filter((text) => text === 'a')).toHaveLength(1);
});

test('embeds again what a damaged file has lost', async () => {
  const first = await keptVectors(embedder, path);
  const vectors = await first.embedder.embed(['a', 'bb']);
  await first.save();
  await truncate(path, 40);
  const second = await keptVectors(embedder, path);
  expect(await second.embedder.embed(['a', 'bb'])).toEqual(vectors);
  expect(embedded).toEqual(['a', 'bb', 'a', 'bb']);
});
