import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { emptyToolset } from '../../app/check/check-project.ts';
import { type ComposedAgent, composeAgent } from '../../app/open/compose-agent.ts';
import { openApart } from '../../app/open/open-apart.ts';
import { openEmbedder } from '../../app/open/open-embedder.ts';
import { toolsetOver } from '../../app/policies/open-toolset.ts';
import { openThread } from '../../app/turns/open-thread.ts';
import { takeTurn } from '../../app/turns/take-turn.ts';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const agent = 'retail';
const RUNS = Number(process.env['TRESTLE_WISHES'] ?? 25);
/** Intents whose examples name an order, and the orders that the demo customer has. */
const INTENTS = ['cancel-order', 'return-items', 'exchange-items', 'change-order-address', 'order-status'];
const ORDERS = ['#W1000001', '#W1000002', '#W1000003', '#W1000004', '#W1000006'];
const JOINTS = ['. Also, ', ', and ', ', and then ', '. Then ', '; also '];
const NUMBER = /#W\d{7}/g;

interface SaidWish {
  readonly intent: string;
  readonly text: string;
}

let folder: string;
let knowledge: KnowledgeStore;
let composed: ComposedAgent;
let fork: Awaited<ReturnType<typeof toolsetOver>>;
let examples: readonly SaidWish[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wishes-'));
  const project = unwrap(await loadProject(root));
  const demo = unwrap(await emptyToolset(root, agent));
  fork = await toolsetOver(demo.seed?.() ?? {}, { root, agent });
  const { toolset } = await fork();
  const embedder = await openEmbedder(folder);
  knowledge = await sqliteStore({ path: join(folder, 'knowledge.db'), embedder });
  const parts = { project, agent, dataDir: folder, embedder, knowledge, toolset, model: null };
  composed = await composeAgent({ ...parts, onProgress: () => {} });
  const read = async (intent: string) =>
    await readFile(join(root, `agents/${agent}/examples/${intent}.txt`), 'utf8');
  const lines = await Promise.all(
    INTENTS.map(async (intent) => (await read(intent)).split('\n').map((text) => ({ intent, text }))),
  );
  // Whole requests of one sentence that name one order and no address: an address is a value with numbers of its own.
  examples = lines
    .flat()
    .filter(({ text }) =>
      /^(?:please |i want to |i'd like to |can you )?(?:cancel|return|exchange|change|track|where is)\b[^.?!]*#W\d{7}\W*$/i.test(
        text,
      ),
    );
}, 120_000);
afterAll(async () => {
  await knowledge?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The turn of a customer who is known already, and what it says of each wish. */
async function heard(message: string) {
  const { toolset } = await fork();
  const { runtime, close } = await openApart(composed, 'evals', {
    declaration: composed.declaration,
    toolset,
    model: null,
  });
  try {
    const { thread_id } = await openThread(runtime, agent, null);
    await takeTurn(runtime, {
      thread_id,
      text: 'my e-mail is mia.brooks@example.com',
      idempotency_key: null,
    });
    return await takeTurn(runtime, { thread_id, text: message, idempotency_key: null });
  } finally {
    await close();
  }
}

/** The wishes that the turn says nothing of: no goal, no question, no person. */
function lost(
  wishes: readonly (SaidWish & { readonly order: string })[],
  turn: Awaited<ReturnType<typeof heard>>,
) {
  if (turn.outcome === 'escalated' || turn.asks?.kind === 'which-intent' || turn.goals.length === 0)
    return [];
  const left = turn.goals.map(({ intent }) => intent);
  return wishes
    .filter(({ order }) => !turn.reply.text.includes(order))
    .filter(({ intent }) => {
      const at = left.indexOf(intent);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
}

test('of one to four wishes in a message none is lost without a word', async () => {
  expect(new Set(examples.map(({ intent }) => intent)).size).toBeGreaterThanOrEqual(4);
  const wish = fc.constantFrom(...examples);
  const message = fc.record({
    wishes: fc.array(wish, { minLength: 1, maxLength: 4 }),
    orders: fc.shuffledSubarray(ORDERS, { minLength: 4, maxLength: 4 }),
    twice: fc.boolean(),
    joints: fc.array(fc.constantFrom(...JOINTS), { minLength: 4, maxLength: 4 }),
  });
  const found: string[] = [];
  for (const { wishes, orders, joints, twice } of fc.sample(message, { numRuns: RUNS, seed: 1 })) {
    const said = wishes.map(({ intent, text }, at) => ({ intent, text, order: orders[at] ?? '' }));
    // A list of two numbers is two wishes.
    const more = twice && said[0] && wishes.length < 4 ? [{ ...said[0], order: orders[3] ?? '' }] : [];
    const texts = said.map(({ text, order }, at) =>
      text
        .replace(NUMBER, [order, ...(at === 0 ? more : []).map((each) => each.order)].join(' and '))
        .replace(/\W+$/, ''),
    );
    const text = texts.map((one, at) => (at === 0 ? one : `${joints[at]}${one}`)).join('');
    const turn = await heard(text);
    for (const each of lost([...said, ...more], turn))
      found.push(`${each.intent} ${each.order} of: ${text}\n  ${turn.reply.text}`);
  }
  expect(found).toEqual([]);
}, 300_000);
