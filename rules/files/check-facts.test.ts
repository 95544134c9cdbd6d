import { expect, test } from 'vitest';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule, RulesFile } from '../schemas/rules-schema.ts';
import { checkFacts } from './check-facts.ts';
import { checkRules, factsOf } from './check-rules.ts';
import type { ToolShape } from './tool-shape.ts';

const fact = (type: Fact['type'], source: Fact['source'], more: Partial<Fact> = {}): Fact => ({
  type,
  meaning: 'm',
  source,
  ...more,
});
const read = (id: object, type: Fact['type'] = 'object') =>
  fact(type, { from: 'record', tool: 'get', with: id } as never);
const window = (more: object, type: Fact['type'] = 'number') =>
  fact(type, { from: 'window', tools: ['pay'], hours: 1, ...more } as never);
const text = fact('string', { from: 'session', key: 'k' });
const FACTS: { readonly [name: string]: Fact } = {
  id: fact('string', { from: 'arguments', path: '$.id' }),
  amount: fact('number', { from: 'arguments', path: '$.amount' }),
  ids: fact('array', { from: 'session', key: 'ids' }, { items: { type: 'string' } }),
  counts: fact('array', { from: 'session', key: 'counts' }, { items: { type: 'number' } }),
  loose: fact('array', { from: 'session', key: 'loose' }),
  text,
};
const TOOLS = new Map<string, ToolShape>([
  [
    'pay',
    {
      effects: true,
      required: ['id'],
      shape: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          amount: { type: 'number' },
          how: { type: 'string', enum: ['card', 'cash'] },
        },
      },
    },
  ],
  [
    'send',
    { effects: true, required: [], shape: { type: 'object', properties: { id: { type: 'string' } } } },
  ],
  ['open', { effects: true, required: [], shape: {} }],
  [
    'get',
    { effects: false, required: ['id'], shape: { type: 'object', properties: { id: { type: 'string' } } } },
  ],
]);
const problemsOf = (facts: object, computed = {}) =>
  checkFacts({
    facts: new Map(Object.entries({ ...FACTS, ...facts })) as ReadonlyMap<string, Fact>,
    computed,
    tools: TOOLS,
  });
const computes = (...needs: string[]) => ({ needs, compute: () => 1 });

test.each<[string, object, object?]>([
  ['a record', { x: read({ id: { fact: 'id' } }) }],
  ['a record for each', { x: read({ id: { fact: 'ids', each: true } }, 'array') }],
  [
    'a record for each of what nothing is said about',
    { x: read({ id: { fact: 'loose', each: true } }, 'array') },
  ],
  ['a count', { x: window({}) }],
  ['a sum of arguments', { x: window({ sum: { path: '$.amount' } }) }],
  ['a sum of a fact', { x: window({ sum: { fact: 'amount' } }) }],
  ['a sum of what nothing is said about', { x: window({ tools: ['open'], sum: { path: '$.any' } }) }],
  ['code', { x: fact('number', { from: 'computed' }) }, { x: computes('amount') }],
  ['history', { x: fact('integer', { from: 'history', tool: 'pay' }) }],
])('nothing is wrong with %s', (_what, facts, computed) => {
  expect(problemsOf(facts, computed)).toEqual([]);
});

const at = (...path: (string | number)[]) => ['facts', 'x', 'source', ...path];
test.each<[string, object, object, object]>([
  [
    'code of what is declared otherwise',
    {},
    { text: computes() },
    { code: 'POLICY_NOT_COMPUTED', path: ['facts'], key: true, message: 'the tools compute `text`' },
  ],
  [
    'a needed fact that nobody declares',
    { x: fact('number', { from: 'computed' }) },
    { x: computes('amount', 'txet') },
    { code: 'POLICY_UNKNOWN_FACT', path: at(), message: 'unknown fact `txet`', help: 'did you mean `text`?' },
  ],
  [
    'no code',
    { x: fact('number', { from: 'computed' }) },
    {},
    { code: 'POLICY_NOT_COMPUTED', path: at(), message: 'nothing computes `x`' },
  ],
  [
    'a tool of history',
    { x: fact('integer', { from: 'history', tool: 'pya' }) },
    {},
    { code: 'POLICY_UNKNOWN_TOOL', path: at('tool'), message: '`pya`', help: 'did you mean `pay`?' },
  ],
  [
    'a tool of a window',
    { x: window({ tools: ['pay', 'pya'] }) },
    {},
    { code: 'POLICY_UNKNOWN_TOOL', path: at('tools', 1), message: '`pya`' },
  ],
  [
    'a count that is text',
    { x: window({}, 'string') },
    {},
    { code: 'POLICY_TYPE_MISMATCH', path: ['facts', 'x', 'type'], message: 'a count or a sum is a number' },
  ],
  [
    'a sum of text',
    { x: window({ sum: { fact: 'text' } }) },
    {},
    { code: 'POLICY_TYPE_MISMATCH', path: at('sum'), message: 'only numbers can be added up' },
  ],
  [
    'a sum of an argument that is text',
    { x: window({ sum: { path: '$.id' } }) },
    {},
    { code: 'POLICY_TYPE_MISMATCH', path: at('sum', 'path'), message: 'only numbers can be added up' },
  ],
  [
    'a sum of no argument',
    { x: window({ sum: { path: '$.amont' } }) },
    {},
    {
      code: 'POLICY_UNKNOWN_ARGUMENT',
      path: at('sum', 'path'),
      message: '`$.amont`',
      help: 'did you mean `amount`?',
    },
  ],
  [
    'an unknown read',
    { x: fact('object', { from: 'record', tool: 'gett', with: {} }) },
    {},
    { code: 'POLICY_UNKNOWN_TOOL', path: at('tool'), message: '`gett`', help: 'did you mean `get`?' },
  ],
  [
    'a read with effects',
    { x: fact('object', { from: 'record', tool: 'pay', with: {} }) },
    {},
    { code: 'POLICY_UNKNOWN_TOOL', path: at('tool'), message: '`pay` has effects' },
  ],
  [
    'a missing argument',
    { x: read({}) },
    {},
    { code: 'POLICY_UNKNOWN_ARGUMENT', path: at('with'), message: 'needs the argument `id`' },
  ],
  [
    'an argument of nobody',
    { x: read({ id: { fact: 'id' }, idd: { fact: 'id' } }) },
    {},
    {
      code: 'POLICY_UNKNOWN_ARGUMENT',
      path: at('with', 'idd'),
      key: true,
      message: '`idd`',
      help: 'did you mean `id`?',
    },
  ],
  [
    'a bound fact of nobody',
    { x: read({ id: { fact: 'idd' } }) },
    {},
    { code: 'POLICY_UNKNOWN_FACT', path: at('with', 'id', 'fact'), message: '`idd`' },
  ],
  [
    'a bound number',
    { x: read({ id: { fact: 'amount' } }) },
    {},
    { code: 'POLICY_TYPE_MISMATCH', path: at('with', 'id'), message: 'string can never be number' },
  ],
  [
    'each of what is no list',
    { x: read({ id: { fact: 'text', each: true } }, 'array') },
    {},
    {
      code: 'POLICY_TYPE_MISMATCH',
      path: at('with', 'id'),
      message: '`each` needs a list: array can never be string',
    },
  ],
  [
    'each of a list of numbers',
    { x: read({ id: { fact: 'counts', each: true } }, 'array') },
    {},
    { code: 'POLICY_TYPE_MISMATCH', path: at('with', 'id'), message: 'string can never be number' },
  ],
  [
    'records for each that are declared as one',
    { x: read({ id: { fact: 'ids', each: true } }) },
    {},
    {
      code: 'POLICY_TYPE_MISMATCH',
      path: ['facts', 'x', 'type'],
      message: 'a record for each entry of a list is a list',
    },
  ],
  [
    'a ring',
    { x: read({ id: { fact: 'x', path: '$.any' } }) },
    {},
    {
      code: 'POLICY_FACT_CYCLE',
      path: ['facts', 'x'],
      key: true,
      message: '`x` is made from itself: x from x',
    },
  ],
])('%s is the one thing that is wrong', (_what, facts, computed, problem) => {
  const message = expect.stringContaining((problem as { message: string }).message);
  const { key, help } = problem as { key?: boolean; help?: string };
  const found = problemsOf(facts, computed);
  expect(found).toMatchObject([{ ...problem, message }]);
  expect(found[0]?.key).toBe(key);
  if (help !== undefined) expect(found[0]?.help).toBe(help);
});

const deny: Rule['event'] = { type: 'deny', params: { code: 'c', tell: 't' } };
const change = (set: object): Rule['event'] => ({
  type: 'modify',
  params: { code: 'c', tell: 't', set: set as never },
});
const rules = (
  conditions: Condition,
  { event = deny, tools = ['pay'] }: { event?: Rule['event']; tools?: string[] } = {},
): RulesFile => ({
  appliesTo: { tools },
  default: 'allow',
  rules: [{ name: 'r', why: 'w', conditions: conditions as Rule['conditions'], event }],
});
const CONTEXT = {
  facts: new Map<string, Fact>([
    ...Object.entries(FACTS),
    ['how', fact('string', { from: 'arguments', path: '$.how' })],
    ['which', fact('number', { from: 'arguments', path: '$.id' })],
  ]),
  computed: {},
  tools: TOOLS,
};
const leaf = (name: string, value: unknown, operator = 'equal') =>
  ({ fact: name, operator, value }) as Condition;
const bad = leaf('nobody', 1);
const good = leaf('text', 'a');

test.each<[string, RulesFile]>([
  ['a comparison', rules({ all: [good] })],
  [
    'one with an argument of a tool that says nothing of it',
    rules({ all: [leaf('id', 'a')] }, { tools: ['open'] }),
  ],
  ['a value that one of the tools takes', rules({ all: [leaf('id', 'x')] }, { tools: ['pay', 'send'] })],
  ['what is set', rules({ all: [good] }, { event: change({ amount: 5, how: 'card' }) })],
  ['what is set from a fact', rules({ all: [good] }, { event: change({ id: { fact: 'text' } }) })],
  [
    'what is set in a tool that says nothing',
    rules({ all: [good] }, { event: change({ any: 1 }), tools: ['open'] }),
  ],
])('nothing is wrong with %s', (_what, file) => {
  expect(checkRules(file, CONTEXT)).toEqual([]);
});

test.each<[string, RulesFile, object]>([
  ['in `all`', rules({ all: [good, bad] }), { path: ['rules', 0, 'conditions', 'all', 1, 'fact'] }],
  ['in `any`', rules({ any: [good, bad] }), { path: ['rules', 0, 'conditions', 'any', 1, 'fact'] }],
  ['in `not`', rules({ not: bad }), { path: ['rules', 0, 'conditions', 'not', 'fact'] }],
  [
    'on the right',
    rules({ all: [leaf('text', { fact: 'nobody' })] }),
    { path: ['rules', 0, 'conditions', 'all', 0, 'value', 'fact'] },
  ],
  [
    'an empty list',
    rules({ all: [leaf('text', [], 'in')] }),
    { path: ['rules', 0, 'conditions', 'all', 0, 'value'], message: 'an empty list contains nothing' },
  ],
  [
    'a value that no tool takes',
    rules({ all: [leaf('how', 'csh')] }),
    {
      code: 'POLICY_TYPE_MISMATCH',
      path: ['rules', 0, 'conditions', 'all', 0, 'value'],
      message: '`csh` is none of the values declared',
      help: 'did you mean `cash`?',
    },
  ],
  [
    'a tool of nobody',
    rules({ all: [good] }, { tools: ['pay', 'pya'] }),
    { code: 'POLICY_UNKNOWN_TOOL', path: ['appliesTo', 'tools', 1], help: 'did you mean `pay`?' },
  ],
  [
    'an argument that a tool lacks',
    rules({ all: [leaf('amount', 5)] }, { tools: ['pay', 'send'] }),
    { code: 'POLICY_UNKNOWN_ARGUMENT', path: ['appliesTo', 'tools', 1] },
  ],
  [
    'an argument set that no tool has',
    rules({ all: [good] }, { event: change({ amont: 5 }) }),
    {
      code: 'POLICY_UNKNOWN_ARGUMENT',
      path: ['rules', 0, 'event', 'params', 'set', 'amont'],
      key: true,
      help: 'did you mean `amount`?',
    },
  ],
  [
    'an inherited argument set',
    rules({ all: [good] }, { event: change({ constructor: 5 }) }),
    { code: 'POLICY_UNKNOWN_ARGUMENT', key: true },
  ],
  [
    'an argument set to another type',
    rules({ all: [good] }, { event: change({ amount: { fact: 'text' } }) }),
    { code: 'POLICY_TYPE_MISMATCH', path: ['rules', 0, 'event', 'params', 'set', 'amount'] },
  ],
  [
    'an argument set from a fact of nobody',
    rules({ all: [good] }, { event: change({ amount: { fact: 'nobody' } }) }),
    { code: 'POLICY_UNKNOWN_FACT', path: ['rules', 0, 'event', 'params', 'set', 'amount', 'fact'] },
  ],
])('%s is the one thing that is wrong with rules', (_what, file, problem) => {
  expect(checkRules(file, CONTEXT)).toMatchObject([problem]);
});

test('a fact that is declared otherwise than the argument is told where the tool is named', () => {
  expect(checkRules(rules({ all: [leaf('which', { fact: 'amount' })] }), CONTEXT)[0]).toEqual({
    code: 'POLICY_TYPE_MISMATCH',
    path: ['appliesTo', 'tools', 0],
    message:
      'the fact `which` is declared differently from the argument of `pay`: number can never be string',
  });
});

test('a value that the tools take for different things is left to them', () => {
  const tools = new Map(TOOLS).set('send', {
    effects: true,
    required: [],
    shape: { type: 'object', properties: { how: { type: 'string', enum: ['post'] } } },
  });
  const file = rules({ all: [leaf('how', 'post')] }, { tools: ['pay', 'send'] });
  expect(checkRules(file, { ...CONTEXT, tools })).toEqual([]);
});

test('the facts that a rule names are those it compares, and those it sets from', () => {
  const named = (conditions: Condition, event: Rule['event'] = deny) =>
    factsOf({ name: 'r', why: 'w', conditions: conditions as Rule['conditions'], event });
  expect(named({ all: [leaf('a', 1), { any: [leaf('b', { fact: 'c' }), { not: leaf('a', 2) }] }] })).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(named({ not: leaf('a', 1) }, change({ x: { fact: 'd' }, y: 5 }))).toEqual(['a', 'd']);
});
