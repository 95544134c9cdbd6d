import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPassageIndex } from '../../adapters/knowledge/passage-index.ts';
import { openKnowledge } from './open-knowledge.ts';

const embedder = {
  id: 'flat',
  dimensions: 2,
  embed: async (texts: readonly string[]) => texts.map(() => new Float32Array([1, 0])),
};
const passage = {
  passage_id: 'a#b',
  source: 'a.md',
  title: 'A',
  heading: 'Hours',
  text: 'We open at nine.',
  content_hash: 'one',
};
const ANSWER_MS = 1000;

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-hanging-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A server that takes requests as Chroma does, and answers none of them while it hangs. */
async function chromaThatHangs() {
  const world = { hangs: true, requests: 0 };
  const server = createServer((request, response) => {
    world.requests += 1;
    if (world.hangs) return;
    const [, , , , , , , , , work] = (request.url ?? '').split('/');
    const collection = {
      id: 'c',
      name: 'c',
      tenant: 't',
      database: 'd',
      configuration_json: {},
      metadata: null,
    };
    const answers = new Map<string | undefined, unknown>([
      [undefined, collection],
      ['count', 1],
      ['query', { ids: [['a#b']], distances: [[0]], include: ['distances'] }],
      ['get', { ids: [], embeddings: [], include: ['embeddings'] }],
    ]);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answers.get(work)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { world, url, close };
}

test('one search waits for a Chroma that hangs, the others answer by words at once until it is back', async () => {
  const index = openPassageIndex(join(home, 'shop.words.db'), embedder.id);
  index.put(passage, []);
  index.database.close();
  const chroma = await chromaThatHangs();
  const told: string[] = [];
  const knowledge = await openKnowledge({
    dataDir: home,
    environment: { CHROMA_URL: chroma.url },
    embedder,
    onOutage: ({ code }) => told.push(code),
    onReturn: () => told.push('back'),
    chroma: { answerMs: ANSWER_MS, firstMs: 200 },
  });
  const store = await knowledge.storeOf('shop');
  const search = async () => {
    const began = performance.now();
    const found = await store.search({ text: 'when do you open', top: 3 });
    return { ms: performance.now() - began, ids: found.map(({ passage_id }) => passage_id) };
  };

  const first = await search();
  expect(first).toEqual({ ms: expect.any(Number), ids: ['a#b'] });
  expect(first.ms).toBeGreaterThanOrEqual(ANSWER_MS - 1);
  expect(knowledge.degraded()).toBe(true);
  for (let times = 0; times < 5; times += 1) {
    const { ms, ids } = await search();
    expect(ids).toEqual(['a#b']);
    expect(ms).toBeLessThan(ANSWER_MS);
  }
  expect(told).toEqual(['KNOWLEDGE_UNAVAILABLE']);

  chroma.world.hangs = false;
  await expect.poll(knowledge.degraded, { timeout: 15_000 }).toBe(false);
  expect(told).toEqual(['KNOWLEDGE_UNAVAILABLE', 'back']);
  const before = chroma.world.requests;
  expect((await search()).ids).toEqual(['a#b']);
  expect(chroma.world.requests).toBeGreaterThan(before);
  await knowledge.close();
  await store.close();
  chroma.close();
});
