import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../core/ports/embedder.ts';
import { knowledgeStoreContract } from '../../test/contracts/knowledge-store.contract.ts';
import { minilmEmbedder } from '../embeddings/minilm-embedder.ts';
import { sqliteStore } from './sqlite-store.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await minilmEmbedder();
});

const folder = () => mkdtemp(join(tmpdir(), 'trestle-knowledge-'));

describe('sqliteStore', () => {
  knowledgeStoreContract(async () => {
    const home = await folder();
    return {
      open: () => sqliteStore({ path: join(home, 'knowledge.db'), embedder }),
      clear: () => rm(home, { recursive: true }),
    };
  });

  test('starts empty when its vectors were made by another embedder', async () => {
    const path = join(await folder(), 'knowledge.db');
    const passage = {
      passage_id: 'a#b',
      source: 'a.md',
      title: 'A',
      heading: 'A',
      text: 'text',
      content_hash: 'one',
    };
    const first = await sqliteStore({ path, embedder });
    await first.upsert([passage]);
    await first.close();
    const short: Embedder = {
      id: 'short',
      dimensions: 8,
      embed: async (texts) => texts.map(() => new Float32Array(8).fill(0.35)),
    };
    const second = await sqliteStore({ path, embedder: short });
    expect((await second.stored()).size).toBe(0);
    await second.upsert([passage]);
    expect(await second.search({ text: 'text', top: 1 })).toHaveLength(1);
    await second.close();
  });

  test('starts empty when its file has the shape of an earlier version', async () => {
    const path = join(await folder(), 'knowledge.db');
    const earlier = new Database(path);
    earlier.exec(`CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      INSERT INTO meta VALUES ('embedder', '${embedder.id}');
      CREATE TABLE passages (row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
      INSERT INTO passages VALUES (1, 'a#b', 'text');
      CREATE VIRTUAL TABLE words USING fts5(heading, text)`);
    earlier.close();
    const store = await sqliteStore({ path, embedder });
    expect((await store.stored()).size).toBe(0);
    await store.close();
  });

  test('says KNOWLEDGE_UNAVAILABLE when its file is not a database', async () => {
    const path = join(await folder(), 'knowledge.db');
    await writeFile(path, 'this is not a database, whatever its name says'.repeat(100));
    await expect(sqliteStore({ path, embedder })).rejects.toMatchObject({ code: 'KNOWLEDGE_UNAVAILABLE' });
  });

  test('says KNOWLEDGE_UNAVAILABLE after it was closed', async () => {
    const store = await sqliteStore({ path: join(await folder(), 'knowledge.db'), embedder });
    await store.close();
    await expect(store.stored()).rejects.toMatchObject({ code: 'KNOWLEDGE_UNAVAILABLE' });
  });
});
