import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCaseFiles } from '../cases/run-case-files.ts';
import { assemblePolicy } from '../files/assemble-policy.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { RulesFile } from '../schemas/rules-schema.ts';
import { type MutatePolicy, mutatePolicy } from './mutate-policy.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mutate-'));
  await mkdir(join(root, 'policies/shop'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFile(
    join(root, 'policies/shop', name),
    typeof content === 'string' ? content : JSON.stringify(content, null, 1),
  );
const amount: Fact = { type: 'number', meaning: 'm', source: { from: 'arguments', path: '$.amount' } };
const rules = (name: string, tool: string) => ({
  appliesTo: { tools: [tool] },
  default: 'allow',
  rules: [
    {
      name,
      why: 'Because it is so.',
      conditions: { all: [{ fact: 'amount', operator: 'greaterThan', value: 5 }] },
      event: { type: 'deny', params: { code: 'no', tell: 'No.' } },
    },
  ],
});
const caseOf = (tool: string, sum: number, by: readonly string[]) => ({
  name: `${tool} ${sum}`,
  action: { name: tool, arguments: { amount: sum } },
  expect: { decision: by.length > 0 ? 'deny' : 'allow', rules: by },
});

async function mutated(changes: Partial<MutatePolicy> = {}) {
  const shape = { effects: true, shape: {}, required: [] };
  const policy = assemblePolicy(
    'shop',
    ['pay', 'send'].map((tool) => ({ topic: tool, value: RulesFile.parse(rules(`big-${tool}`, tool)) })),
    {
      facts: new Map([['amount', amount]]),
      computed: {},
      tools: new Map([
        ['pay', shape],
        ['send', shape],
      ]),
    },
  );
  const cases = await readCaseFiles(root, 'shop');
  if (!cases.ok) throw new Error('cases');
  const world = { policy, computed: {}, now: new Date(0) };
  return mutatePolicy({ root, agent: 'shop', world, cases: cases.value, ...changes });
}

async function shop() {
  await write('pay.rules.json', rules('big-pay', 'pay'));
  await write('send.rules.json', rules('big-send', 'send'));
  await write('pay.cases.json', { cases: [caseOf('pay', 5, []), caseOf('pay', 6, ['big-pay'])] });
}

test('what no case notices is named with its place, and a case that would notice it', async () => {
  await shop();
  await write('send.cases.json', { cases: [caseOf('send', 4, []), caseOf('send', 6, ['big-send'])] });
  const report = await mutated();
  if (!report.ok || 'red' in report.value) throw new Error('no report');
  const { mutants, killed, survivors } = report.value;
  expect(killed).toBe(mutants - survivors.length);
  expect(survivors).toEqual([
    {
      file: 'policies/shop/send.rules.json',
      line: 16,
      column: expect.any(Number),
      rule: 'big-send',
      change: '`greaterThan` becomes `greaterThanInclusive`',
      proposal: { topic: 'send', case: expect.objectContaining({ name: 'allow when amount is 5' }) },
    },
    expect.objectContaining({ line: 17, change: '`5` becomes `4`' }),
  ]);
});

test('only one topic is mutated where one is asked for, and progress is told', async () => {
  await shop();
  const done: (readonly [number, number])[] = [];
  const report = await mutated({ topic: 'pay', onProgress: (...step) => void done.push(step) });
  if (!report.ok || 'red' in report.value) throw new Error('no report');
  const { mutants } = report.value;
  expect(report.value).toMatchObject({ killed: mutants, survivors: [] });
  expect(done).toEqual(Array.from({ length: mutants }, (_, index) => [index + 1, mutants]));
});

test('rules without any case survive whole, and nothing is proposed', async () => {
  await shop();
  const report = await mutated({ topic: 'send' });
  expect(report).toMatchObject({ ok: true, value: { killed: 0 } });
  expect(report.ok && 'survivors' in report.value && report.value.survivors[0]?.proposal).toBeNull();
});

test('a case that is red as it is comes first', async () => {
  await shop();
  await write('send.cases.json', { cases: [caseOf('send', 9, [])] });
  expect(await mutated()).toMatchObject({
    ok: true,
    value: { red: { topic: 'send', value: { name: 'send 9' } } },
  });
});

test.each([
  ['is no JSON', '{'],
  ['has another shape', { rulez: [] }],
])('a rule file that %s is told', async (_what, content) => {
  await shop();
  await write('send.rules.json', content);
  const report = await mutated();
  expect(report.ok ? [] : report.diagnostics.map(({ file }) => file)).toContain(
    'policies/shop/send.rules.json',
  );
});
