import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import { ingest } from './ingest.ts';

const RETURNS = { path: 'returns.md', text: '# Returns\n\nSend it back.\n\n## How long\n\n30 days.\n' };
const PAYMENT = { path: 'payment.md', text: '# Payment\n\nWe take PayPal.\n' };

describe('ingest', () => {
  let embedder: Embedder;
  let home: string;
  let store: KnowledgeStore;
  let written: string[];

  beforeAll(async () => {
    embedder = await minilmEmbedder();
  });
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'trestle-ingest-'));
    const real = await sqliteStore({ path: join(home, 'knowledge.db'), embedder });
    written = [];
    store = {
      ...real,
      upsert: (passages) => {
        written.push(...passages.map(({ passage_id }) => passage_id));
        return real.upsert(passages);
      },
    };
    await ingest({ articles: [RETURNS, PAYMENT], store, embedder });
    written = [];
  });
  afterEach(async () => {
    await store.close();
    await rm(home, { recursive: true });
  });

  test('writes nothing when nothing changed', async () => {
    expect(await ingest({ articles: [PAYMENT, RETURNS], store, embedder })).toEqual({
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 3,
    });
    expect(written).toEqual([]);
  });

  test('writes only the sections that changed', async () => {
    const articles = [{ ...RETURNS, text: RETURNS.text.replace('30', '60') }, PAYMENT];
    expect(await ingest({ articles, store, embedder })).toEqual({
      added: 0,
      changed: 1,
      removed: 0,
      unchanged: 2,
    });
    expect(written).toEqual(['returns#how-long']);
    expect((await store.search({ text: 'how long can I return', top: 1 }))[0]?.text).toBe('60 days.');
  });

  test('writes every section whose title changed, for it is shown with them', async () => {
    const articles = [{ ...RETURNS, text: RETURNS.text.replace('# Returns', '# Sending back') }, PAYMENT];
    expect(await ingest({ articles, store, embedder })).toEqual({
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 1,
    });
  });

  test('forgets an article that is gone, and one section that is', async () => {
    const articles = [{ ...RETURNS, text: '# Returns\n\nSend it back.\n' }];
    expect(await ingest({ articles, store, embedder })).toEqual({
      added: 0,
      changed: 0,
      removed: 2,
      unchanged: 1,
    });
    expect([...(await store.stored()).keys()]).toEqual(['returns#returns']);
  });

  test('writes everything again for another embedder', async () => {
    const other = { id: 'other' };
    expect(await ingest({ articles: [RETURNS, PAYMENT], store, embedder: other })).toMatchObject({
      changed: 3,
      unchanged: 0,
    });
  });

  test('tells how far it is', async () => {
    const many = {
      path: 'many.md',
      text: Array.from({ length: 20 }, (_, at) => `## Section ${at}\n\ntext ${at}\n`).join('\n'),
    };
    const seen: (readonly [number, number])[] = [];
    await ingest({
      articles: [RETURNS, PAYMENT, many],
      store,
      embedder,
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(seen).toEqual([
      [16, 20],
      [20, 20],
    ]);
  });

  test('goes on where a crash stopped it', async () => {
    const articles = [{ ...RETURNS, text: RETURNS.text.replace('30', '60') }];
    const broken: KnowledgeStore = { ...store, upsert: () => Promise.reject(new Error('crash')) };
    await expect(ingest({ articles, store: broken, embedder })).rejects.toThrow('crash');
    expect(await ingest({ articles, store, embedder })).toEqual({
      added: 0,
      changed: 1,
      removed: 0,
      unchanged: 1,
    });
  });
});
