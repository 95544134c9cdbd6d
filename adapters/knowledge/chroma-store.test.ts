import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../core/ports/embedder.ts';
import { chromaUnderTest } from '../../test/contracts/chroma-under-test.ts';
import { knowledgeStoreContract } from '../../test/contracts/knowledge-store.contract.ts';
import { minilmEmbedder } from '../embeddings/minilm-embedder.ts';
import { type ChromaServer, startChromaServer } from './chroma-server.ts';
import { chromaStore } from './chroma-store.ts';

const chroma = await chromaUnderTest();

describe.skipIf(!chroma.runs)(`chromaStore${chroma.runs ? '' : ` (skipped: ${chroma.reason})`}`, () => {
  let embedder: Embedder;
  let server: ChromaServer;
  let home: string;
  let count = 0;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'trestle-chroma-'));
    [embedder, server] = await Promise.all([
      minilmEmbedder(),
      startChromaServer({ path: join(home, 'server'), ...chroma.options }),
    ]);
  });
  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true });
  });

  const options = (name: string) => ({
    url: server.url,
    collection: name,
    path: join(home, `${name}.db`),
    embedder,
  });

  knowledgeStoreContract(async () => {
    count += 1;
    const name = `shop-${count}`;
    return { open: () => chromaStore(options(name)), clear: async () => {} };
  });

  const passage = {
    passage_id: 'a#b',
    source: 'a.md',
    title: 'A',
    heading: 'A',
    text: 'text',
    content_hash: 'one',
  };

  test('asks for a passage again whose words were lost on this machine', async () => {
    const first = await chromaStore(options('lost'));
    await first.upsert([passage]);
    await first.close();
    await rm(join(home, 'lost.db'));
    const second = await chromaStore(options('lost'));
    expect(await second.stored()).toEqual(new Map([['a#b', '']]));
    await second.upsert([passage]);
    expect(await second.stored()).toEqual(new Map([['a#b', 'one']]));
    await second.close();
  });

  test('leaves out a passage that the server has lost', async () => {
    const store = await chromaStore(options('stale'));
    await store.upsert([passage]);
    const other = await chromaStore({ ...options('stale'), path: join(home, 'other.db') });
    await other.remove(['a#b']);
    await other.close();
    expect(await store.search({ text: 'text', top: 3 })).toEqual([]);
    await store.upsert([{ ...passage, passage_id: 'a#c' }]);
    expect((await store.search({ text: 'text', top: 3 })).map(({ passage_id }) => passage_id)).toEqual([
      'a#c',
    ]);
    expect((await store.stored()).get('a#b')).toBe('');
    await store.close();
  });

  test('takes more passages than the server does at once', async () => {
    const flat: Embedder = {
      id: 'flat',
      dimensions: 2,
      embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
    };
    const store = await chromaStore({ ...options('many'), embedder: flat });
    await store.upsert(
      Array.from({ length: 5600 }, (_, index) => ({ ...passage, passage_id: `a#${index}` })),
    );
    expect((await store.stored()).size).toBe(5600);
    await store.close();
  });

  test('says KNOWLEDGE_UNAVAILABLE while the server is gone', async () => {
    const own = await startChromaServer({ path: join(home, 'gone'), ...chroma.options });
    const store = await chromaStore({ ...options('gone'), url: own.url });
    await store.upsert([passage]);
    await own.stop();
    await expect(store.search({ text: 'text', top: 1 })).rejects.toMatchObject({
      code: 'KNOWLEDGE_UNAVAILABLE',
    });
    await expect(store.upsert([passage])).rejects.toMatchObject({ code: 'KNOWLEDGE_UNAVAILABLE' });
    await store.close();
  });
});
