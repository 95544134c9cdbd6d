import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { Step, TurnResult } from '../../core/turn.ts';
import { AT, resultOf, stepOf } from '../../test/fixtures/ledger/rows.ts';
import { openLedger } from '../open/open-ledger.ts';
import { knowledgeGaps } from './knowledge-gaps.ts';

let home: string;
let ledger: Ledger;
let turns: number;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-gaps-'));
  ledger = await openLedger(home);
  turns = 0;
  const thread = { thread_id: 't1', config_version: 'c1', customer_id: null, created_at: AT };
  await ledger.threads.open({ ...thread, agent: 'retail' });
});
afterEach(async () => {
  await ledger.close();
  await rm(home, { recursive: true });
});

async function took(text: string, details: readonly Partial<Step>[], more: Partial<TurnResult> = {}) {
  turns += 1;
  const turn_id = `u${turns}`;
  const at = `2026-11-0${turns}T10:00:00.000Z`;
  const accepted = { turn_id, thread_id: 't1', config_version: 'c1', text, idempotency_key: null, at };
  await ledger.turns.accept(accepted);
  const steps = details.map((detail, index) =>
    stepOf(index + 1, { ...detail, step_id: `${turn_id}-${index}` }),
  );
  await ledger.turns.steps(turn_id, steps);
  await ledger.turns.finish(turn_id, { ...resultOf(turn_id, 'reply'), ...more }, 'done', 'agent', at);
}

const notFound = (asked: string): Partial<Step> => ({
  node: 'act',
  detail: { flow: 'help-pages', effect: 'end', not_found: asked },
});
const context = (source: string): Partial<Step> => ({
  node: 'assemble',
  detail: { context: [{ source, provenance: 'a#b', tokens: 9, score: 0.5 }] },
});
const byModel: Partial<Step> = { node: 'act', detail: {} };
const escalated = { outcome: 'escalated' } as const;

const gaps = async (times: { readonly since?: string } = {}) =>
  await knowledgeGaps({
    ledger,
    embedder: await minilmEmbedder(),
    query: { agent: 'retail', ...times },
  });

test('like questions stand together, the most frequent first, each wording once', async () => {
  const ship = ['Do you ship to Mexico?', 'do you ship to mexico?', 'Can you ship my order to Mexico?'];
  await took('Can I bring my dog?', [notFound('Can I bring my dog?')]);
  for (const asked of ship) await took(`Hi. ${asked}`, [notFound(asked)]);
  const found = await gaps();
  expect(found).toMatchObject({ agent: 'retail', turns: 4, gaps: 4 });
  expect(found.groups.map(({ count, last_at }) => [count, last_at.slice(0, 10)])).toEqual([
    [3, '2026-11-04'],
    [1, '2026-11-01'],
  ]);
  expect(found.groups[0]?.examples.map(({ text }) => text.toLowerCase()).toSorted()).toEqual([
    'can you ship my order to mexico?',
    'do you ship to mexico?',
  ]);
});

test('a question is told without personal data', async () => {
  await took('x', [notFound('Do you deliver to sara@example.org, order #W9998877?')]);
  expect((await gaps()).groups[0]?.question).toBe('Do you deliver to someone@example.com, order #W1234567?');
});

test('a turn that a model without an article handed over counts, one that acted or had an article does not', async () => {
  await took('Do you repair watches?', [context('rules'), byModel], escalated);
  await took('Do you repair shoes?', [context('knowledge'), byModel], escalated);
  await took('Do you repair hats?', [context('rules'), byModel]);
  const action = {
    action_id: 'a',
    name: 'n',
    arguments: {},
    verdict: { decision: 'allow', rules: [] },
  } as const;
  await took('Do you repair bags?', [context('rules'), byModel], {
    ...escalated,
    actions: [{ ...action, executed: true }],
  });
  await took('A person, please', [], escalated);
  const { groups, gaps: count } = await gaps();
  expect(count).toBe(1);
  expect(groups[0]).toMatchObject({ question: 'Do you repair watches?', handed_over: 1 });
  expect(await gaps({ since: '2026-11-02' })).toMatchObject({ turns: 4, gaps: 0, groups: [] });
});

test('a turn that cites an article, or offers one, is no gap', async () => {
  const cited = { reply: { text: 'r', citations: [{ passage_id: 'a#b', source: 'a.md' }] } };
  await took('One?', [notFound('One?')], cited);
  const asks = {
    kind: 'offer',
    slot: null,
    slots: [],
    type: 'yes-no',
    options: [],
    many: false,
    action: null,
  } as const;
  await took('Two?', [notFound('Two?')], { outcome: 'asked', asks });
  expect(await gaps()).toMatchObject({ turns: 2, gaps: 0 });
});
