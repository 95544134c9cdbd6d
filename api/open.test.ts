import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemorySaver } from '@langchain/langgraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteLedger } from '../adapters/ledger/open.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import type { KnowledgeStore } from '../core/ports/knowledge-store.ts';
import { graphs } from './graphs.ts';
import { open, type Trestle } from './open.ts';
import { openAgent, scriptedModel } from './testing.ts';

const project = new URL('../templates/project/', import.meta.url);
const MINUTES = 180_000;

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'trestle-api-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Passages that are kept nowhere: what a program brings itself. */
const ownKnowledge = async (): Promise<KnowledgeStore> => ({
  stored: async () => new Map(),
  upsert: async () => {},
  remove: async () => {},
  search: async () => [],
  close: async () => {},
});

describe('a project that a program opens', () => {
  let shop: Trestle;
  beforeAll(async () => {
    shop = await open({ project, data, environment: {}, ports: { knowledge: ownKnowledge } });
  }, MINUTES);
  afterAll(() => shop?.close());

  test('serves its agents, acts after a yes, and once for a key', async () => {
    expect(shop.agents).toEqual(['my-agent']);
    const { thread_id } = await shop.thread({ agent: 'my-agent', customer_id: 'mia' });
    const asked = await shop.turn({ thread_id, text: 'Please cancel order A1001' });
    expect(asked.outcome).toBe('awaiting_confirmation');
    const yes = { thread_id, text: 'yes', idempotency_key: 'yes-1' };
    const done = await shop.turn(yes);
    expect(done.reply.text).toContain('is cancelled');
    expect((await shop.turn(yes)).turn_id).toBe(done.turn_id);
  });

  test("takes a person's decision, which is told to whoever listens", async () => {
    const { thread_id } = await shop.thread({ agent: 'my-agent', customer_id: 'mia' });
    const told: string[] = [];
    const stop = shop.subscribe(thread_id, ({ type }) => told.push(type));
    const { outcome, escalation_id } = await shop.turn({ thread_id, text: 'Please cancel order A1004' });
    expect(outcome).toBe('escalated');
    const decided = await shop.decide(escalation_id ?? '', {
      decision: 'reject',
      by: { kind: 'operator', id: 'jo' },
      note: 'We call you.',
    });
    expect(decided.status).toBe('closed');
    expect(told).toContain('escalation-resolved');
    stop();
  });
});

/** Counts words, and notes the texts that it is asked for. */
function ownEmbedder(): Embedder & { readonly texts: readonly string[] } {
  const texts: string[] = [];
  const vectorOf = (text: string) => {
    const vector = new Float32Array(64).fill(0.01);
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? [])
      for (const at of [word.length, word.charCodeAt(0) % 64]) vector[at % 64] = (vector[at % 64] ?? 0) + 1;
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
  return {
    ...{ id: 'words-of-our-own', dimensions: 64, texts },
    async embed(asked) {
      texts.push(...asked);
      return asked.map(vectorOf);
    },
  };
}

test('an embedder and a ledger of a program are used in place of those that are opened otherwise', {
  timeout: MINUTES,
}, async () => {
  const folder = join(data, 'own');
  const embedder = ownEmbedder();
  const ledger = await sqliteLedger({ file: ':memory:', tenant: 'default', instance: 'ours' });
  const ports = { embedder, ledger, knowledge: ownKnowledge };
  const own = await open({ project, data: folder, environment: {}, ports });
  const { thread_id } = await own.thread({ agent: 'my-agent' });
  const text = 'Do giraffes read newspapers?';
  const { turn_id, outcome } = await own.turn({ thread_id, text });
  expect(embedder.texts).toContain(text);
  expect(await ledger.turns.get(turn_id)).toMatchObject({ turn: { thread_id, text, outcome } });
  await own.close();
  expect(readdirSync(folder)).not.toContain('ledger.db');
  expect(readdirSync(folder)).not.toContain('embedder');
});

describe('an agent as a graph', () => {
  test('is run by the checkpointer of a program', { timeout: MINUTES }, async () => {
    const graphOf = graphs({ project, data: join(data, 'graphs'), environment: {}, onProgress: () => {} });
    const graph = await graphOf('my-agent');
    // What a program's own graph hands down to the graphs that are its nodes.
    graph.checkpointer = new MemorySaver();
    const config = { configurable: { thread_id: 'one' } };
    const { messages } = await graph.invoke(
      { messages: [{ id: 'm1', type: 'human', content: 'How long does a refund take?' }] } as never,
      config,
    );
    expect(messages.at(-1)).toMatchObject({
      type: 'ai',
      content: expect.stringContaining('3 to 5 working days'),
    });
  });
});

test('an agent that is tried in a test plays a script where it declares a model', {
  timeout: MINUTES,
}, async () => {
  const model = scriptedModel(['never asked: every intent has a flow']);
  const agent = await openAgent({ project, agent: 'my-agent', data, model });
  const thread = await agent.thread({ customer_id: 'mia', now: '2026-03-01T12:00:00Z' });
  const { outcome, mode } = await thread.say('Please cancel order A1002');
  expect([outcome, mode]).toEqual(['refused', 'model']);
  expect(await thread.lastReply()).toContain('no longer pending');
  expect(model.calls).toEqual([]);
  await thread.close();
  await agent.close();
});
