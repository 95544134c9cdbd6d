import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadDataset } from '../../../config/read/read-evals.ts';
import { readEnvironment } from '../../env.ts';
import { type OpenedOffline, openOffline } from '../../open/open-offline.ts';
import { judgeDataset } from './judge-dataset.ts';

const fixtures = join(import.meta.dirname, '../../../test/fixtures');
const root = join(fixtures, 'tiny');
const dataDir = mkdtempSync(join(tmpdir(), 'trestle-evals-'));
let evals: OpenedOffline;

beforeAll(async () => {
  const environment = readEnvironment({});
  evals = await openOffline({ root, agent: 'tiny', dataDir, environment });
});
afterAll(async () => {
  await evals?.close();
  rmSync(dataDir, { recursive: true });
});

const rows = <T>(values: readonly T[]) => values.map((value, index) => ({ line: index + 1, value }));

async function judged(read: Partial<ReadDataset> & Pick<ReadDataset, 'dataset'>) {
  const all: ReadDataset = { file: 'evals/tiny/rows.jsonl', messages: [], questions: [], ...read };
  const { items } = await judgeDataset(evals, { root, dataDir, read: all });
  return items;
}

describe('messages', () => {
  const dataset = { name: 'messages', kind: 'intents', file: 'rows.jsonl' } as const;
  const GIBBERISH = 'flarn gribble snee';

  test.each([
    { text: 'I want to renew my loan', label: 'renew-loan', state: 'right' },
    { text: 'I want to renew my loan', label: 'opening-hours', state: 'wrong' },
    { text: GIBBERISH, label: 'unknown', state: 'right' },
    { text: GIBBERISH, label: 'renew-loan', state: 'unsure' },
  ])('`$text`, which is $label, is read $state', async ({ text, label, state }) => {
    const [item] = await judged({ dataset, messages: rows([{ text, label }]) });
    expect(item).toMatchObject({ title: text, expected: label, state });
  });

  test('that are alike are told apart, and keep their ids when others come before', async () => {
    const one = { text: 'are you open', label: 'opening-hours' };
    const before = await judged({ dataset, messages: rows([one, one]) });
    const after = await judged({ dataset, messages: rows([{ ...one, text: 'hours?' }, one, one]) });
    expect(new Set(before.map(({ id }) => id)).size).toBe(2);
    expect(after.slice(1).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});

describe('questions', () => {
  const dataset = { name: 'questions', kind: 'retrieval', file: 'rows.jsonl' } as const;

  test.each([
    { query: 'when are you open on Thursday', passages: ['opening-hours#when-we-are-open'], state: 'right' },
    { query: 'when are you open on Thursday', passages: ['renewals#nothing-here'], state: 'wrong' },
    { query: 'zzz qqq', passages: ['opening-hours#when-we-are-open'], state: 'unsure' },
  ])('`$query` is $state where $passages answers it', async ({ query, passages, state }) => {
    const [item] = await judged({ dataset, questions: rows([{ query, context: [], passages }]) });
    expect(item).toMatchObject({ title: query, expected: passages.join(' or '), state });
  });
});

test('recorded runs are right where nothing ran against the policy and records end as recorded', async () => {
  const dataset = { name: 'runs', kind: 'runs', file: 'runs.jsonl', db: 'db.json' } as const;
  const read = { dataset, file: '../replay/runs.jsonl' };
  const items = await judged(read);
  expect(items.find(({ id }) => id === 'renewed/0')).toMatchObject({
    title: 'run renewed, trial 0',
    state: 'right',
    actual: 'nothing against the policy, records as recorded',
  });
  expect(items.find(({ id }) => id === 'denied/0')).toMatchObject({
    state: 'wrong',
    actual: 'nothing against the policy, other records: renew_loan (two-renewals-at-most)',
  });
});
