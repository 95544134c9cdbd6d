import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Flow } from '../../core/flow.ts';
import { AgentConfig } from '../schemas/agent-schema.ts';
import { locate, parseFile } from './parse-file.ts';

const show = (text: string, schema: z.ZodType) => {
  const parsed = parseFile({ file: 'f', text, schema });
  return parsed.ok
    ? ['ok']
    : parsed.diagnostics.map(
        ({ code, line, column, message, help }) =>
          `${line}:${column} ${code} ${message}${help ? ` (${help})` : ''}`,
      );
};

const Shop = z.strictObject({
  name: z.string().min(3),
  size: z.int().min(1).max(9).default(1),
  colour: z.enum(['red', 'green']).optional(),
  clock: z.union([z.literal('system'), z.iso.datetime()]).optional(),
  shelves: z
    .record(
      z.string().regex(/^[a-z]+$/, 'must be lower case'),
      z.strictObject({ goods: z.array(z.string()).min(1) }),
    )
    .default({}),
});

describe('parseFile', () => {
  test('answers the value with its defaults', () => {
    expect(parseFile({ file: 'f', text: 'name: corner', schema: Shop })).toEqual({
      ok: true,
      value: { name: 'corner', size: 1, shelves: {} },
    });
  });

  test('reads JSON, tabs and all', () => {
    expect(show('{\n\t"name": "corner",\n\t"size": 2\n}\n', Shop)).toEqual(['ok']);
  });

  test.each([
    [
      'an unknown key at the key',
      'name: corner\nsiez: 2',
      ['2:1 CONFIG_UNKNOWN_KEY unknown key `siez` (did you mean `size`?)'],
    ],
    ['a missing key at its parent', '# top\nsize: 2', ['2:1 CONFIG_MISSING_KEY missing key `name`']],
    [
      'a missing key inside',
      'name: corner\nshelves:\n  low: {}',
      ['3:8 CONFIG_MISSING_KEY missing key `goods`'],
    ],
    [
      'every problem at once, in order',
      'name: no\nsize: 12\nx: 1',
      [
        '1:7 CONFIG_INVALID `name` needs at least 3 characters',
        '2:7 CONFIG_INVALID `size` must be at most 9',
        '3:1 CONFIG_UNKNOWN_KEY unknown key `x` (known here: `name`, `size`, `colour`, `clock`, `shelves`)',
      ],
    ],
    ['a wrong type', 'name: [a]', ['1:7 CONFIG_INVALID `name` must be text, not a list']],
    ['an empty value at its key', 'name: corner\nsize:', ['2:1 CONFIG_INVALID `size` has no value']],
    [
      'a fixed value with the likeliest',
      'name: corner\ncolour: gren',
      ['2:9 CONFIG_INVALID `colour` must be `red` or `green` (did you mean `green`?)'],
    ],
    [
      'a union of a fixed value and a form',
      'name: corner\nclock: sytem',
      [
        '2:8 CONFIG_INVALID `clock` must be a time such as `2024-05-15T15:00:00-05:00` (did you mean `system`?)',
      ],
    ],
    [
      'a key of a wrong form at the key',
      'name: corner\nshelves:\n  Low: { goods: [x] }',
      ['3:3 CONFIG_INVALID key `Low` must be lower case'],
    ],
    [
      'a list position',
      'name: corner\nshelves: { low: { goods: [x, 3] } }',
      ['2:30 CONFIG_INVALID `goods[1]` must be text, not a number'],
    ],
    ['an empty file', '# nothing\n', ['1:1 CONFIG_INVALID the file is empty']],
    ['a list where a map belongs', '- a', ['1:1 CONFIG_INVALID the file must be a map of keys, not a list']],
  ])('reports %s', (_what, text, expected) => {
    expect(show(text, Shop)).toEqual(expected);
  });

  test.each([
    ['a tab as indentation', 'name:\n\t- x', ['2:1 CONFIG_SYNTAX tabs are not allowed as indentation']],
    [
      'an open bracket',
      'a: [1\nb: 2',
      ['2:1 CONFIG_SYNTAX flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a duplicate key', 'name: corner\nname: other', ['2:1 CONFIG_DUPLICATE_KEY key `name` is given twice']],
    [
      'an alias',
      'a: &x [1]\nb: *x',
      ['2:4 CONFIG_SYNTAX alias `*x` is not read here (put text that starts with `*` in quotes)'],
    ],
    [
      'text that a comment cuts short',
      'name: corner #W1 street',
      [
        '1:13 CONFIG_SYNTAX `#W1` and what follows is read as a comment (put the whole text in quotes, or a space after `#`)',
      ],
    ],
    ['a tag', 'name: !shop corner', ['1:13 CONFIG_SYNTAX tag `!shop` is not read here']],
    ['a key that is a list', '? [a]\n: 1', ['1:3 CONFIG_SYNTAX a key must be plain text']],
    [
      'a prototype key',
      'name: corner\n__proto__: { a: 1 }',
      ['2:1 CONFIG_SYNTAX key `__proto__` is not read here'],
    ],
    [
      'two documents',
      'name: corner\n---\nname: other',
      ['2:1 CONFIG_SYNTAX source contains multiple documents'],
    ],
    ['brackets without end', '['.repeat(200_000), ['1:1 CONFIG_SYNTAX nested deeper than 40 levels']],
    ['dashes without end', '- '.repeat(200_000), ['1:1 CONFIG_SYNTAX nested deeper than 40 levels']],
    [
      'indentation without end',
      Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      ['41:41 CONFIG_SYNTAX nested deeper than 40 levels'],
    ],
    [
      'a file too large',
      `name: ${'x'.repeat(1_000_001)}`,
      ['1:1 CONFIG_TOO_LARGE the file is larger than 1000000 bytes'],
    ],
  ])('refuses %s', (_what, text, expected) => {
    expect(show(text, Shop)).toEqual(expected);
  });
});

describe('parseFile on steps of a flow', () => {
  const flow = (step: string) => `about: trying\nsteps:\n  - ${step}`;

  test.each([
    [
      'an unknown key inside the step that is meant',
      'lookup: { toool: x }',
      [
        '3:13 CONFIG_MISSING_KEY missing key `tool`',
        '3:15 CONFIG_UNKNOWN_KEY unknown key `toool` (did you mean `tool`?)',
      ],
    ],
    [
      'a misspelt step',
      'lokup: { tool: x }',
      ['3:5 CONFIG_UNKNOWN_KEY unknown key `lokup` (did you mean `lookup`?)'],
    ],
    [
      'two steps in one',
      '{ ask: a, say: b }',
      [
        '3:5 CONFIG_INVALID `steps[0]` cannot have `ask` and `say` together (known here: `ask`, `lookup`, `call`, `judge`, `compute`, `when`, `then`, `else`, `each`, `as`, `where`, `steps`, `collect`, `confirm`, `say`, `answer`, `run`, `escalate` or `end`)',
      ],
    ],
    [
      'a step without its other half',
      'when: { value: "{a}", empty: true }',
      ['3:5 CONFIG_MISSING_KEY missing key `then`'],
    ],
    ['a step that is text', 'say', ['3:5 CONFIG_INVALID `steps[0]` must be a map of keys, not text']],
    [
      'a value that is not offered',
      'end: answerd',
      ['3:10 CONFIG_INVALID `end` must be `answered` or `refused` (did you mean `answered`?)'],
    ],
    [
      'a condition with two tests',
      'when: { value: "{a}", empty: true, is: 1 }\n    then: [{ say: x }]',
      ['3:11 CONFIG_INVALID `when` needs exactly one of `is`, `isNot`, `in`, `atLeast`, `atMost`, `empty`'],
    ],
    [
      'a condition without a test among others',
      'when: { all: [{ value: "{a}", is: 1 }, { value: "{b}" }] }\n    then: [{ say: x }]',
      ['3:44 CONFIG_INVALID `all[1]` needs exactly one of `is`, `isNot`, `in`, `atLeast`, `atMost`, `empty`'],
    ],
    [
      'one condition where several are meant',
      'when: { any: [{ value: "{a}", is: 1 }] }\n    then: [{ say: x }]',
      ['3:18 CONFIG_INVALID `any` needs at least 2 entries'],
    ],
    [
      'all and any together',
      'when: { all: [], any: [] }\n    then: [{ say: x }]',
      [
        '3:11 CONFIG_INVALID `when` cannot have `all` and `any` together (known here: `value`, `is`, `isNot`, `in`, `atLeast`, `atMost`, `empty`, `all` or `any`)',
      ],
    ],
    [
      'an amount that is no number',
      'when: { value: "{a}", atLeast: much }\n    then: [{ say: x }]',
      ['3:36 CONFIG_INVALID `atLeast` must be a number, not text'],
    ],
    [
      'a computation without a name for its value',
      'compute: { function: total }',
      ['3:14 CONFIG_MISSING_KEY missing key `as`'],
    ],
    [
      'a judgement with a result',
      'judge: { tool: pay, as: paid }',
      ['3:25 CONFIG_UNKNOWN_KEY unknown key `as` (known here: `tool`, `with`, `only`, `denied`)'],
    ],
    [
      'a mistake in a nested step',
      'when: { value: "{a}", empty: true }\n    then: [{ lookup: { tool: 3 } }]',
      ['4:30 CONFIG_INVALID `tool` must be text, not a number'],
    ],
    ['a slot name of a wrong form', 'ask: [a]', ['3:10 CONFIG_INVALID `ask` needs at least 2 entries']],
  ])('reports %s', (_what, step, expected) => {
    expect(show(flow(step), Flow)).toEqual(expected);
  });
});

test.each([
  ['kind: sqare', '1:7 CONFIG_INVALID `kind` must be `square` or `circle` (did you mean `square`?)'],
  ['side: 1', '1:1 CONFIG_MISSING_KEY missing key `kind`'],
  ['kind: circle', '1:1 CONFIG_MISSING_KEY missing key `radius`'],
])('a union told apart by one key is read by that key: %s', (text, expected) => {
  const Shape = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('square'), side: z.number() }),
    z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
  ]);
  expect(show(text, Shape)).toEqual([expected]);
});

test('an agent with nothing in it is told everything it needs', () => {
  expect(show('name: Shop', AgentConfig)).toEqual([
    '1:1 CONFIG_MISSING_KEY missing key `description`',
    '1:1 CONFIG_MISSING_KEY missing key `intents`',
    '1:1 CONFIG_MISSING_KEY missing key `escalation`',
    '1:7 CONFIG_INVALID `name` must be kebab-case',
  ]);
});

describe('locate', () => {
  const text = 'a:\n  - b: 1\n  - c: "x"\nd:\n';
  test.each([
    [['a', 1, 'c'], false, { line: 3, column: 8 }],
    [['a', 1, 'c'], true, { line: 3, column: 5 }],
    [['a', 1, 'nope'], false, { line: 3, column: 5 }],
    [['d'], false, { line: 4, column: 1 }],
    [[], false, { line: 1, column: 1 }],
  ])('finds %j (key: %s)', (path, key, place) => {
    expect(locate(text, path, key)).toEqual(place);
  });
});
