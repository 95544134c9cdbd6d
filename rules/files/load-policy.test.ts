import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkPolicyFiles } from '../analyse/check-policy-files.ts';
import { loadPolicy } from './load-policy.ts';

const tools = [
  { name: 'pay', effects: true, input: z.strictObject({ order_id: z.string(), amount: z.number() }) },
  { name: 'get_order', effects: false, input: z.strictObject({ id: z.string() }) },
];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

const FACTS = {
  order_id: {
    type: 'string',
    meaning: 'the order that is paid',
    source: { from: 'arguments', path: '$.order_id' },
  },
  amount: {
    type: 'number',
    meaning: 'the sum that is paid',
    source: { from: 'arguments', path: '$.amount' },
  },
  order: {
    type: 'object',
    meaning: 'the order that is paid',
    source: { from: 'record', tool: 'get_order', with: { id: { fact: 'order_id' } } },
    properties: {
      status: { type: 'string', enum: ['open', 'paid'] },
      tags: { type: 'array', items: { type: 'string' } },
    },
  },
};
const leaf = (changes: object) => ({
  all: [{ fact: 'order', path: '$.status', operator: 'equal', value: 'paid', ...changes }],
});
const rule = (changes: object = {}) => ({
  name: 'not-twice',
  why: 'An order is paid only once.',
  conditions: leaf({}),
  event: { type: 'deny', params: { code: 'paid', tell: 'It is paid.' } },
  ...changes,
});
const file = (changes: object = {}) => ({
  appliesTo: { tools: ['pay'] },
  default: 'allow',
  rules: [rule()],
  ...changes,
});
const modify = (set: object) =>
  file({ rules: [rule({ event: { type: 'modify', params: { code: 'x', tell: 'x', set } } })] });

async function project(files: { readonly [name: string]: unknown }) {
  const root = await mkdtemp(join(tmpdir(), 'policy-'));
  folders.push(root);
  await mkdir(join(root, 'policies/shop'), { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(
      join(root, 'policies/shop', name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 1),
    );
  return root;
}
const load = async (files: { readonly [name: string]: unknown }, computed = {}) =>
  loadPolicy({ root: await project(files), agent: 'shop', tools, computed });
const withRules = (rules: unknown, facts: unknown = FACTS, computed = {}) =>
  load({ 'facts.json': { facts }, 'pay.rules.json': rules }, computed);

test('a sound policy is indexed by tool, with the facts each one needs in order', async () => {
  const loaded = await withRules(file());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  expect(loaded.value.version).toMatch(/^[0-9a-f]{64}$/);
  expect(loaded.value.tools.get('pay')).toMatchObject({
    effects: true,
    topics: [{ topic: 'pay', default: 'allow' }],
    facts: ['order_id', 'order'],
  });
  expect(loaded.value.tools.get('get_order')).toMatchObject({ topics: [], rules: [] });
});

test('what is only doubtful is told and stops nothing', async () => {
  const softer = { type: 'review', params: { code: 'look', tell: 'A colleague looks.' } };
  const root = await project({
    'facts.json': { facts: FACTS },
    'pay.rules.json': file({ rules: [rule(), rule({ name: 'softer', event: softer })] }),
    'gone.cases.json': { cases: [] },
  });
  const { policy, diagnostics } = await checkPolicyFiles({ root, agent: 'shop', tools, computed: {} });
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    'warning LINK_UNUSED',
    'warning POLICY_SHADOWED',
  ]);
  expect(policy?.tools.get('pay')?.rules).toHaveLength(2);
});

test('rules in a folder below are not taken for rules of the agent', async () => {
  const root = await project({ 'facts.json': { facts: FACTS }, 'pay.rules.json': file() });
  await mkdir(join(root, 'policies/shop/old'));
  const other = file({ rules: [rule({ conditions: leaf({ fact: 'oder' }) })] });
  await writeFile(join(root, 'policies/shop/old/pay.rules.json'), JSON.stringify(other));
  const loaded = await loadPolicy({ root, agent: 'shop', tools, computed: {} });
  expect(loaded.ok ? [] : loaded.diagnostics.map(({ code }) => code)).toEqual(['CONFIG_FILE_NAME']);
});

test('a tool that gets effects makes another version of the policy', async () => {
  const root = await project({ 'facts.json': { facts: FACTS }, 'pay.rules.json': file() });
  const versionWith = async (effects: boolean) => {
    const [pay, get] = tools;
    const loaded = await loadPolicy({
      root,
      agent: 'shop',
      tools: [...(pay ? [{ ...pay, effects }] : []), ...(get ? [get] : [])],
      computed: {},
    });
    return loaded.ok ? loaded.value.version : loaded.diagnostics;
  };
  expect(await versionWith(true)).toEqual(await versionWith(true));
  expect(await versionWith(true)).not.toEqual(await versionWith(false));
});

test('an agent without policies may only read', async () => {
  const loaded = await load({});
  expect(loaded).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'POLICY_UNCOVERED_TOOL', file: 'policies/shop' }],
  });
});

describe('what is wrong with rules', () => {
  test.each<{ why: string; rules: unknown; says: string; help?: string }>([
    {
      why: 'an unknown fact',
      rules: file({ rules: [rule({ conditions: leaf({ fact: 'oder' }) })] }),
      says: 'unknown fact `oder`',
      help: 'did you mean `order`?',
    },
    {
      why: 'an unknown fact to compare with',
      rules: file({ rules: [rule({ conditions: leaf({ value: { fact: 'oder' } }) })] }),
      says: 'unknown fact `oder`',
      help: 'did you mean `order`?',
    },
    {
      why: 'an unknown operator',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'equals' }) })] }),
      says: '`operator` must be',
      help: 'did you mean `equal`?',
    },
    {
      why: 'a decorated operator',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'not:equal' }) })] }),
      says: '`operator` must be',
    },
    {
      why: 'an unknown path',
      rules: file({ rules: [rule({ conditions: leaf({ path: '$.staus' }) })] }),
      says: '`order` is not declared to have `$.staus`',
      help: 'did you mean `status`?',
    },
    {
      why: 'a path into text',
      rules: file({ rules: [rule({ conditions: leaf({ fact: 'order_id', path: '$.length', value: 1 }) })] }),
      says: '`order_id` is not declared to have `$.length`',
    },
    {
      why: 'a filter in a path',
      rules: file({ rules: [rule({ conditions: leaf({ path: '$.items[?(@.price > 1)]' }) })] }),
      says: 'must be a plain path',
    },
    {
      why: 'a wildcard in a path',
      rules: file({ rules: [rule({ conditions: leaf({ path: '$..status' }) })] }),
      says: 'must be a plain path',
    },
    {
      why: 'an unknown event type',
      rules: file({ rules: [rule({ event: { type: 'denny', params: { code: 'x', tell: 'x' } } })] }),
      says: '`type` must be',
      help: 'did you mean `deny`?',
    },
    {
      why: 'an empty `all`',
      rules: file({ rules: [rule({ conditions: { all: [] } })] }),
      says: 'must not be empty',
    },
    {
      why: 'an empty `any` inside',
      rules: file({ rules: [rule({ conditions: { all: [{ any: [] }] } })] }),
      says: 'must not be empty',
    },
    {
      why: 'an unknown key in a condition',
      rules: file({ rules: [rule({ conditions: leaf({ pathh: '$.status' }) })] }),
      says: 'unknown key `pathh`',
      help: 'did you mean `path`?',
    },
    { why: 'a priority', rules: file({ rules: [rule({ priority: 5 })] }), says: 'unknown key `priority`' },
    {
      why: 'a single condition at the top',
      rules: file({ rules: [rule({ conditions: { fact: 'order', operator: 'equal', value: 1 } })] }),
      says: '`fact`',
    },
    {
      why: 'two rules of one name',
      rules: file({ rules: [rule(), rule()] }),
      says: 'there is another rule `not-twice`',
    },
    {
      why: 'an unknown tool',
      rules: file({ appliesTo: { tools: ['pay', 'pya'] } }),
      says: 'unknown tool `pya`',
      help: 'did you mean `pay`?',
    },
    {
      why: 'a tool that lacks an argument',
      rules: file({ appliesTo: { tools: ['pay', 'get_order'] } }),
      says: '`get_order` has no argument `order_id`',
    },
    {
      why: 'a number compared with text',
      rules: file({
        rules: [rule({ conditions: leaf({ fact: 'amount', path: undefined, value: '1,500' }) })],
      }),
      says: 'number can never be string',
    },
    {
      why: 'text compared by size',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'greaterThan', value: 5 }) })] }),
      says: '`greaterThan` compares numbers, and this is string',
    },
    {
      why: 'a size compared with text',
      rules: file({
        rules: [
          rule({
            conditions: leaf({ fact: 'amount', path: undefined, operator: 'greaterThan', value: '100' }),
          }),
        ],
      }),
      says: '`greaterThan` compares numbers, and this is string',
    },
    {
      why: 'a value outside an enum',
      rules: file({ rules: [rule({ conditions: leaf({ value: 'payed' }) })] }),
      says: '`payed` is none of the values declared',
      help: 'did you mean `paid`?',
    },
    {
      why: 'a list with a value outside an enum',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'in', value: ['open', 'payed'] }) })] }),
      says: '`payed` is none of the values declared',
    },
    {
      why: 'an empty list',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'in', value: [] }) })] }),
      says: 'an empty list contains nothing',
    },
    {
      why: '`in` without a list',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'in', value: 'open' }) })] }),
      says: '`in` looks into a list, and this is string',
    },
    {
      why: '`contains` of text',
      rules: file({ rules: [rule({ conditions: leaf({ operator: 'contains' }) })] }),
      says: '`contains` looks into a list, and this is string',
    },
    {
      why: 'null where nothing is ever null',
      rules: file({ rules: [rule({ conditions: leaf({ value: null }) })] }),
      says: 'string can never be null',
    },
    {
      why: 'a changed argument that does not exist',
      rules: modify({ amont: 1 }),
      says: '`pay` has no argument `amont`',
      help: 'did you mean `amount`?',
    },
    {
      why: 'a changed argument of another type',
      rules: modify({ amount: 'ten' }),
      says: 'number can never be string',
    },
    {
      why: 'a modify without a change',
      rules: file({ rules: [rule({ event: { type: 'modify', params: { code: 'x', tell: 'x' } } })] }),
      says: 'missing key `set`',
    },
    { why: 'a missing default', rules: file({ default: undefined }), says: 'missing key `default`' },
  ])('$why is found', async ({ rules, says, help }) => {
    const loaded = await withRules(rules);
    const diagnostics = loaded.ok ? [] : loaded.diagnostics;
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain(says);
    if (help !== undefined) expect(diagnostics.map((each) => each.help)).toContain(help);
    expect(
      diagnostics.every(({ file: name, line }) => name === 'policies/shop/pay.rules.json' && line > 0),
    ).toBe(true);
  });

  test('all of it is reported at once, each at its place', async () => {
    const loaded = await load({
      'facts.json': { facts: FACTS },
      'a.rules.json':
        '{\n  "appliesTo": { "tools": ["pay"] },\n  "default": "allow",\n  "rules": [],\n  "rulez": []\n}',
      'b.rules.json': file({
        rules: [
          rule({ conditions: leaf({ fact: 'oder' }) }),
          rule({ name: 'second', conditions: leaf({ path: '$.x' }) }),
        ],
      }),
    });
    expect(loaded.ok ? [] : loaded.diagnostics.map(({ file: name, code }) => `${name} ${code}`)).toEqual([
      'policies/shop/a.rules.json CONFIG_UNKNOWN_KEY',
      'policies/shop/b.rules.json POLICY_UNKNOWN_FACT',
      'policies/shop/b.rules.json POLICY_UNKNOWN_PATH',
    ]);
    expect(loaded.ok ? null : loaded.diagnostics[0]).toMatchObject({ line: 5, column: 3 });
  });
});

describe('what is wrong with facts', () => {
  const record = (source: object) => ({
    ...FACTS,
    order: {
      ...FACTS.order,
      source: { from: 'record', tool: 'get_order', with: { id: { fact: 'order_id' } }, ...source },
    },
  });
  const window = (source: object, type = 'number') => ({
    ...FACTS,
    paid: {
      type,
      meaning: 'what was paid today',
      source: { from: 'window', tools: ['pay'], hours: 24, ...source },
    },
  });
  const sum = { type: 'number', meaning: 'a sum that is worked out', source: { from: 'computed' } };
  test.each<{ why: string; facts: unknown; computed?: object; says: string; help?: string }>([
    {
      why: 'an unknown read',
      facts: record({ tool: 'get_oder' }),
      says: 'unknown tool `get_oder`',
      help: 'did you mean `get_order`?',
    },
    { why: 'a read with effects', facts: record({ tool: 'pay' }), says: '`pay` has effects' },
    {
      why: 'a missing argument of the read',
      facts: record({ with: {} }),
      says: '`get_order` needs the argument `id`',
    },
    {
      why: 'an unknown argument of the read',
      facts: record({ with: { id: { fact: 'order_id' }, idd: { fact: 'order_id' } } }),
      says: '`get_order` has no argument `idd`',
      help: 'did you mean `id`?',
    },
    {
      why: 'an unknown fact bound',
      facts: record({ with: { id: { fact: 'order_idd' } } }),
      says: 'unknown fact `order_idd`',
    },
    {
      why: 'a bound fact of another type',
      facts: record({ with: { id: { fact: 'amount' } } }),
      says: 'string can never be number',
    },
    {
      why: 'each entry of what is no list',
      facts: record({ with: { id: { fact: 'order_id', each: true } } }),
      says: '`each` needs a list',
    },
    {
      why: 'a fact made from itself',
      facts: record({ with: { id: { fact: 'order', path: '$.status' } } }),
      says: '`order` is made from itself',
    },
    {
      why: 'a tool of history that nobody has',
      facts: {
        ...FACTS,
        runs: { type: 'integer', meaning: 'how often it ran', source: { from: 'history', tool: 'payy' } },
      },
      says: 'unknown tool `payy`',
    },
    {
      why: 'a tool of a window that nobody has',
      facts: window({ tools: ['pay', 'payy'] }),
      says: 'unknown tool `payy`',
      help: 'did you mean `pay`?',
    },
    {
      why: 'a window without an end',
      facts: window({ hours: 0 }),
      says: '`hours`',
    },
    {
      why: 'an amount that the tool does not take',
      facts: window({ sum: { path: '$.amont' } }),
      says: '`pay` has no argument `$.amont`',
      help: 'did you mean `amount`?',
    },
    {
      why: 'an amount that is no number',
      facts: window({ sum: { fact: 'order_id' } }),
      says: 'only numbers can be added up',
    },
    {
      why: 'an amount in an unknown fact',
      facts: window({ sum: { fact: 'amuont' } }),
      says: 'unknown fact `amuont`',
      help: 'did you mean `amount`?',
    },
    {
      why: 'a sum of itself',
      facts: window({ sum: { fact: 'paid' } }),
      says: '`paid` is made from itself',
    },
    {
      why: 'a count that is declared as text',
      facts: window({}, 'string'),
      says: 'a count or a sum is a number',
    },
    { why: 'a computed fact without code', facts: { ...FACTS, sum }, says: 'nothing computes `sum`' },
    {
      why: 'code without a declared fact',
      facts: FACTS,
      computed: { sum: { needs: [], compute: () => 1 } },
      says: 'the tools compute `sum`',
    },
    {
      why: 'code that reads an unknown fact',
      facts: { ...FACTS, sum },
      computed: { sum: { needs: ['amont'], compute: () => 1 } },
      says: 'computed from the unknown fact `amont`',
    },
    {
      why: 'an unknown source',
      facts: { ...FACTS, sum: { ...sum, source: { from: 'modell' } } },
      says: '`from`',
    },
    {
      why: 'a type that JSON Schema does not have',
      facts: { ...FACTS, sum: { ...sum, type: 'int' } },
      computed: { sum: { needs: [], compute: () => 1 } },
      says: '`type`',
    },
  ])('$why is found', async ({ facts, computed, says, help }) => {
    const loaded = await withRules(file(), facts, computed);
    const diagnostics = loaded.ok ? [] : loaded.diagnostics;
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain(says);
    if (help !== undefined) expect(diagnostics.map((each) => each.help)).toContain(help);
  });
});
