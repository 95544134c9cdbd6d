import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assemblePolicy } from '../files/assemble-policy.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule } from '../schemas/rules-schema.ts';
import { involvedRules } from './explain-case.ts';
import { readCaseFiles, runCaseFiles } from './run-case-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cases-'));
  await mkdir(join(root, 'policies/shop'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFile(
    join(root, 'policies/shop', name),
    typeof content === 'string' ? content : JSON.stringify(content, null, 1),
  );
const read = () => readCaseFiles(root, 'shop');
async function sound() {
  const files = await read();
  if (!files.ok) throw new Error(JSON.stringify(files.diagnostics));
  return files.value;
}

const status: Fact = {
  type: 'string',
  meaning: 'for the test',
  source: { from: 'session', key: 'status' },
};
const is = (value: string): Condition => ({ fact: 'status', operator: 'equal', value });
const rule = (name: string, condition: Condition, event?: Rule['event']): Rule => ({
  name,
  why: 'w',
  conditions: { all: [condition] },
  event: event ?? { type: 'deny', params: { code: name, tell: 'no' } },
});
const world = (rules: readonly Rule[], fallback: 'allow' | 'review' = 'allow') => ({
  policy: assemblePolicy(
    'test',
    [{ topic: 'pay', value: { appliesTo: { tools: ['pay'] }, default: fallback, rules: [...rules] } }],
    {
      facts: new Map([['status', status]]),
      computed: {},
      tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
    },
  ),
  computed: {},
  now: new Date(0),
});
const action = { name: 'pay', arguments: {} };
const caseOf = (value: string, decision: string, rules: readonly string[]) => ({
  name: `${value} is ${decision}`,
  action,
  session: { status: value },
  expect: { decision, rules },
});

test('cases are read beside every rule file, in order of topic, and found by their line', async () => {
  await write('b.cases.json', { cases: [caseOf('open', 'allow', []), caseOf('gone', 'deny', ['no'])] });
  await write('b.rules.json', '{}');
  await write('a.rules.json', '{}');
  await write('notes.md', 'nothing of ours');
  const [a, b, ...others] = await sound();
  expect(others).toEqual([]);
  expect(a).toEqual({ topic: 'a', file: 'policies/shop/a.cases.json', cases: null, lines: [] });
  expect(b).toMatchObject({ topic: 'b', file: 'policies/shop/b.cases.json', cases: { cases: [{}, {}] } });
  expect(b?.lines).toEqual([3, 17]);
});

test('an agent without policies has no cases', async () => {
  expect(await readCaseFiles(root, 'nobody')).toEqual({ ok: true, value: [] });
});

test.each([
  ['is no JSON', '{', 'CONFIG_SYNTAX'],
  ['has another shape', { cases: [], casez: [] }, 'CONFIG_UNKNOWN_KEY'],
])('a file that %s is told, and the others do not hide it', async (_what, content, code) => {
  await write('a.cases.json', { cases: [caseOf('open', 'allow', [])] });
  await write('b.cases.json', content);
  const files = await read();
  expect(files.ok ? [] : files.diagnostics.map((each) => each.code)).toContain(code);
});

test('what cannot be read is no absence', async () => {
  await mkdir(join(root, 'policies/shop/a.cases.json'));
  await expect(read()).rejects.toThrow('EISDIR');
  await expect(readCaseFiles(join(root, 'policies/shop'), '../../policies/shop/x\0')).rejects.toThrow();
});

test('each case is run, and passes when decision and rules are those it expects', async () => {
  await write('pay.rules.json', '{}');
  await write('pay.cases.json', {
    given: { session: { status: 'open' } },
    cases: [
      caseOf('gone', 'deny', ['gone']),
      caseOf('gone', 'deny', []),
      caseOf('gone', 'allow', ['gone']),
      { ...caseOf('', 'allow', []), session: {} },
    ],
  });
  const run = await runCaseFiles(await sound(), world([rule('gone', is('gone'))]));
  expect(run.map(({ passed }) => passed)).toEqual([true, false, false, true]);
  expect(run[0]).toMatchObject({ topic: 'pay', file: 'policies/shop/pay.cases.json', line: 8 });
});

test('the rules that a case is about are told, those that differ from what it expects first', async () => {
  await write('pay.cases.json', { cases: [caseOf('gone', 'deny', ['gone', 'lost', 'unheard'])] });
  const rules = [
    rule('gone', is('gone')),
    rule('lost', is('lost')),
    rule('also', { not: is('lost') }),
    rule('calm', is('calm')),
  ];
  const [run] = await runCaseFiles(await sound(), world(rules));
  expect(run && involvedRules(run)).toEqual([
    {
      rule: 'lost',
      expected: true,
      fired: false,
      tree: ['✗ all', '  ✗ status equal "lost" ← "gone"'],
      note: 'did not fire',
    },
    {
      rule: 'unheard',
      expected: true,
      fired: false,
      tree: [],
      note: 'no rule of that name is about `pay`',
    },
    {
      rule: 'also',
      expected: false,
      fired: true,
      tree: ['✓ all', '  ✓ not', '    ✗ status equal "lost" ← "gone"'],
      note: 'fired',
    },
    {
      rule: 'gone',
      expected: true,
      fired: true,
      tree: ['✓ all', '  ✓ status equal "gone" ← "gone"'],
      note: 'fired',
    },
  ]);
});

test('a default, and a rule that could not be decided, say why', async () => {
  await write('pay.cases.json', { cases: [{ ...caseOf('', 'review', []), session: {} }] });
  const [open] = await runCaseFiles(await sound(), world([rule('gone', is('gone'))], 'review'));
  expect(open && involvedRules(open)).toMatchObject([
    { rule: 'gone', note: 'could not be decided: the session has no `status`' },
  ]);
  await write('pay.cases.json', { cases: [caseOf('calm', 'review', [])] });
  const [silent] = await runCaseFiles(await sound(), world([rule('gone', is('gone'))], 'review'));
  expect(silent && involvedRules(silent)).toMatchObject([
    { rule: 'default:pay', tree: [], note: 'no rule of `pay` fired, and its default is `review`' },
  ]);
});

test('a rule that changes the action is shown as it met it first, others as they met the result', async () => {
  const amount: Fact = { type: 'number', meaning: 'm', source: { from: 'arguments', path: '$.amount' } };
  const above = (limit: number): Condition => ({ fact: 'amount', operator: 'greaterThan', value: limit });
  const policy = assemblePolicy(
    'test',
    [
      {
        topic: 'pay',
        value: {
          appliesTo: { tools: ['pay'] },
          default: 'allow',
          rules: [
            rule('cap', above(10), { type: 'modify', params: { code: 'c', tell: 't', set: { amount: 10 } } }),
            rule('some', above(5)),
          ],
        },
      },
    ],
    {
      facts: new Map([['amount', amount]]),
      computed: {},
      tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
    },
  );
  const each = {
    ...caseOf('x', 'deny', ['cap', 'some']),
    action: { name: 'pay', arguments: { amount: 50 } },
  };
  await write('pay.cases.json', { cases: [each] });
  const [run] = await runCaseFiles(await sound(), { policy, computed: {}, now: new Date(0) });
  expect(run && involvedRules(run).map(({ tree }) => tree.at(-1))).toEqual([
    '  ✓ amount greaterThan 10 ← 50',
    '  ✓ amount greaterThan 5 ← 10',
  ]);
});
