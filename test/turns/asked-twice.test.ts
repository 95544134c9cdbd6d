import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { emptyToolset } from '../../app/check/check-project.ts';
import { composeAgent } from '../../app/open/compose-agent.ts';
import { openApart } from '../../app/open/open-apart.ts';
import { openEmbedder } from '../../app/open/open-embedder.ts';
import { toolsetOver } from '../../app/policies/open-toolset.ts';
import { openThread } from '../../app/turns/open-thread.ts';
import { takeTurn } from '../../app/turns/take-turn.ts';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { TurnResult } from '../../core/turn.ts';
import { lena } from '../airline-harness.ts';
import { BAD_MESSAGES } from '../bad-messages.ts';
import { mia } from '../retail-shop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The messages that lead to a question of the demo's flows. Each kind of slot is asked for in one of them. */
const SETUPS: Readonly<
  Record<string, readonly (readonly [customer: string | null, ...messages: string[]])[]>
> = {
  retail: [
    [null, 'where is my order?'],
    [null, 'where is my order?', 'Jane Doe'],
    [mia, 'cancel my order'],
    [mia, 'cancel order #W1000001'],
    [mia, 'cancel order #W1000001', 'no longer needed'],
    [mia, 'change the address of order #W1000001'],
    [mia, 'I want to change my default address'],
    [mia, 'change the payment method of order #W1000001'],
    [mia, 'I want to return something'],
    [mia, 'my parcel arrived damaged'],
    [mia, 'I want to make a complaint about your service'],
  ],
  airline: [
    [null, 'cancel my reservation'],
    [lena, 'cancel my reservation'],
    [lena, 'change the cabin of my reservation'],
    [lena, 'search flights'],
    [lena, 'search flights from Seattle'],
    [lena, 'search flights from Seattle to Austin'],
  ],
};

const nonsense = fc.string({ minLength: 5, maxLength: 12, unit: fc.constantFrom(...'bcdfghjklmnpqrtvwxz') });
const [one = '', two = '', three = ''] = fc.sample(nonsense, { numRuns: 3, seed: 1 });

/** Three turns each that answer no question. */
const BAD_TURNS: Readonly<Record<string, readonly [string, string, string]>> = {
  nonsense: [`${one} ${two}`, `${two} ${three}`, `${three} ${one}`],
  'off-topic': ['what is the capital of France?', 'tell me a joke', 'who won the football?'],
  'a lone punctuation mark': ['.', '?', '!'],
  'a contradiction': ['yes no', 'yes, no, I mean neither and both', 'no, yes'],
  'a pasted mail thread': Array.from({ length: 3 }, () =>
    (BAD_MESSAGES['a pasted mail thread'] ?? '').slice(0, 500),
  ) as unknown as [string, string, string],
  '"I do not know"': ["I don't know", 'no idea', "I don't know"],
  'a question in between, again': ['how long do refunds take?', 'how long do refunds take?', 'what?'],
};

const closers: (() => Promise<unknown>)[] = [];
const opened = new Map<string, Awaited<ReturnType<typeof openDemo>>>();

async function openDemo(agent: string, folder: string, embedder: Awaited<ReturnType<typeof openEmbedder>>) {
  const project = unwrap(await loadProject(root));
  const demo = unwrap(await emptyToolset(root, agent));
  const fork = await toolsetOver(demo.seed?.() ?? {}, { root, agent });
  const { toolset } = await fork();
  const knowledge = await sqliteStore({ path: join(folder, `${agent}.db`), embedder });
  closers.push(() => knowledge.close());
  const parts = { project, agent, dataDir: folder, embedder, knowledge, toolset, model: null };
  const composed = await composeAgent({ ...parts, onProgress: () => {} });
  const { declaration } = composed;
  const { runtime, close } = await openApart(composed, 'evals', { declaration, toolset, model: null });
  closers.unshift(close);
  return runtime;
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asked-'));
  const embedder = await openEmbedder(folder);
  for (const agent of Object.keys(SETUPS)) opened.set(agent, await openDemo(agent, folder, embedder));
  closers.push(() => rm(folder, { recursive: true, force: true }));
}, 120_000);
afterAll(async () => {
  for (const close of closers) await close();
});

const ASKS: readonly TurnResult['outcome'][] = ['asked', 'awaiting_confirmation'];

/** The question at a reply's end; null if there is none, or if an article stands beside it. */
function questionOf({ outcome, reply }: TurnResult): string | null {
  if (!ASKS.includes(outcome) || reply.citations.length > 0) return null;
  return reply.text.split('\n\n').at(-1) ?? null;
}

async function said(agent: string, customer: string | null, texts: readonly string[]) {
  const runtime = opened.get(agent);
  if (!runtime) throw new Error(`no agent ${agent}`);
  const { thread_id } = await openThread(runtime, agent, customer);
  const turns: TurnResult[] = [];
  for (const text of texts) turns.push(await takeTurn(runtime, { thread_id, text, idempotency_key: null }));
  return turns;
}

test.each(
  Object.entries(SETUPS).flatMap(([agent, all]) =>
    all.map(([customer, ...setup]) => ({ agent, customer, setup })),
  ),
)(
  'of $agent no question is asked three times in a row with nothing new: $setup',
  async ({ agent, customer, setup }) => {
    const found: string[] = [];
    for (const [kind, bad] of Object.entries(BAD_TURNS)) {
      const turns = (await said(agent, customer, [...setup, ...bad])).slice(setup.length - 1);
      expect(turns[0]?.outcome, turns[0]?.reply.text).toBeOneOf([...ASKS]);
      // A wish that is noted beside the question is news: the count begins anew.
      const asked = turns.map((turn) => {
        const question = questionOf(turn);
        return question && `${turn.goals.length} ${question}`;
      });
      const thrice = asked.some(
        (each, at) => each !== null && asked[at + 1] === each && asked[at + 2] === each,
      );
      if (thrice) found.push(`${kind}: ${turns.map(({ reply }) => reply.text).join('\n----\n')}`);
    }
    expect(found).toEqual([]);
  },
  60_000,
);
