import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgentError } from '../../../core/errors.ts';
import type { Embedder } from '../../../core/ports/embedder.ts';
import { chromaUnderTest } from '../../../test/contracts/chroma-under-test.ts';
import { knowledgeStoreContract } from '../../../test/contracts/knowledge-store.contract.ts';
import { minilmEmbedder } from '../../embeddings/minilm-embedder.ts';
import { answerGate } from './answer-gate.ts';
import { type ChromaServer, startChromaServer } from './chroma-server.ts';
import { chromaStore } from './chroma-store.ts';
import { watchChroma } from './watch-chroma.ts';

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
    url: () => server.url,
    collection: name,
    path: join(home, `${name}.db`),
    embedder,
    gate: answerGate({ onOpen: () => {} }),
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

  test('answers from the words while the server is gone, with the same scores, then from the server again', async () => {
    let ends = 0;
    const started: ChromaServer[] = [];
    const own = await watchChroma({
      start: async () => {
        const one = await startChromaServer({ path: join(home, 'gone'), ...chroma.options });
        started.push(one);
        return one;
      },
      onEnd: () => {
        ends += 1;
      },
      firstMs: 1_500,
    });
    const outages: (string | null)[] = [];
    const onSearch = (outage: AgentError | null) => void outages.push(outage?.code ?? null);
    const store = await chromaStore({ ...options('gone'), url: own.url, onSearch });
    const text = 'A refund arrives within seven days on the card that was charged.';
    const refund = { ...passage, heading: 'Refunds', text };
    await store.upsert([refund, { ...passage, passage_id: 'a#c', text: 'We ship to Portugal.' }]);
    const question = { text: 'How long do refunds take?', top: 1 };
    const [whole] = await store.search(question);
    process.kill(started[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => ends).toBe(1);
    const [byWords] = await store.search(question);
    expect(byWords).toMatchObject({ passage_id: 'a#b', text });
    expect(byWords?.score).toBeCloseTo(whole?.score ?? 0, 3);
    await expect(store.upsert([passage])).rejects.toMatchObject({ code: 'KNOWLEDGE_UNAVAILABLE' });
    await expect.poll(own.url, { timeout: 15_000 }).toBeDefined();
    expect((await store.search(question))[0]).toMatchObject({ passage_id: 'a#b' });
    expect(outages).toEqual([null, 'KNOWLEDGE_UNAVAILABLE', null]);
    await store.close();
    await own.stop();
  });
});
