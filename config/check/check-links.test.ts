import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readProject } from '../load-project.ts';
import { checkLinks } from './check-links.ts';

const base = fileURLToPath(new URL('../../test/fixtures/broken/flow-unused', import.meta.url));
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trestle-links-'));
  await cp(base, root, { recursive: true });
  await rm(join(root, 'agents/desk/flows/greet.yaml'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The problems of a project whose flow `hours` has these slots and steps, and whose other files are given. */
async function problems(flow: string, files: { readonly [file: string]: string } = {}) {
  await writeFile(join(root, 'agents/desk/flows/hours.yaml'), `about: telling the hours\n${flow}\n`);
  for (const [file, text] of Object.entries(files)) await writeFile(join(root, file), text);
  const { project, sources, broken } = await readProject(root);
  return [...sources.values()].flatMap((agent) =>
    checkLinks({ agent, project, broken, tools: undefined, functions: undefined }).map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    ),
  );
}

const SLOTS =
  'slots:\n  day: { type: text, ask: Which day? }\n  days: { type: option, ask: Which days?, from: { list: "{week}", value: "{id}", label: "{any.thing}", many: true } }\n';

describe('the names that a step may use', () => {
  test.each([
    [
      'of a lookup in an earlier branch',
      '  - when: { value: "{day}", is: x }\n    then: [{ lookup: { tool: t, as: found } }]\n  - say: "{found.name}"',
      [],
    ],
    [
      'of an element, inside',
      '  - lookup: { tool: t, as: week }\n  - ask: days\n  - each: "{days}"\n    as: one\n    steps: [{ say: "{one.id}" }]',
      [],
    ],
    [
      'of an element, afterwards',
      '  - each: "{days}"\n    as: one\n    steps: [{ say: "{one.id}" }]\n  - say: "{one.id}"',
      ['9:10 unknown name `one` in `{one.id}`'],
    ],
    [
      'that an element collects',
      '  - each: "{days}"\n    as: one\n    steps: [{ say: "{one.id}" }]\n    collect: { ids: "{one.id}" }\n  - say: "{ids|list}"',
      [],
    ],
    [
      'in the other answer to a question',
      '  - confirm: Really?\n    else: [{ say: "{dya}" }]',
      ['7:19 unknown name `dya` in `{dya}`'],
    ],
    [
      'of a call in the arguments of the next',
      '  - call: { tool: t, as: made }\n  - call: { tool: t, with: { ids: ["{made.id}", "{mode.id}"] } }',
      ['7:49 unknown name `mode` in `{mode.id}`'],
    ],
    [
      'in a question that is asked too early',
      '  - ask: days\n  - lookup: { tool: t, as: week }',
      ['4:57 unknown name `week` in `{week}`'],
    ],
  ])('%s', async (_what, steps, expected) => {
    expect(await problems(`${SLOTS}steps:\n${steps}`)).toEqual(expected);
  });
});

test('a flow that another runs may use its slots, and gives it names', async () => {
  const renew =
    'about: renewing\nslots:\n  loan: { type: text, ask: Which loan? }\nsteps:\n  - ask: loan\n  - run: shared\n  - say: "{record.title}"\n';
  const shared = 'about: looking up\nsteps:\n  - lookup: { tool: t, with: { id: "{loan}" }, as: record }\n';
  expect(
    await problems('steps: [{ say: x }]', {
      'agents/desk/flows/renew.yaml': renew,
      'agents/desk/flows/shared.yaml': shared,
    }),
  ).toEqual([]);
});

test('flows that share a memory declare a slot alike', async () => {
  const renew = 'about: renewing\nslots:\n  day: { type: text, ask: When? }\nsteps:\n  - ask: day\n';
  expect(
    await problems('slots:\n  day: { type: text, ask: Which day? }\nsteps:\n  - ask: day\n  - run: renew', {
      'agents/desk/flows/renew.yaml': renew,
    }),
  ).toEqual(['3:3 slot `day` is declared differently in the flow `hours`, which shares its memory']);
});

test('nothing is said to be unknown because of a file that cannot be read', async () => {
  const files = { 'agents/desk/flows/renew.yaml': 'about: [', 'queues.yaml': 'queues: [' };
  expect(await problems('steps:\n  - run: renew\n  - say: "{record.title}"', files)).toEqual([]);
});

describe('a list of the agent', () => {
  const agent = async (lists: string) => ({
    'agents/desk.yaml': `${await readFile(join(root, 'agents/desk.yaml'), 'utf8')}\n${lists}`,
  });
  const SLOT = 'slots:\n  day: { type: choice, ask: Which day?, choicesFrom: days }\nsteps:\n  - ask: day';
  const DAYS =
    'lists:\n  days:\n    - { value: 1, label: Monday }\n    - { value: 2, label: Tuesday, words: [twosday] }\n';

  test('gives a slot its choices', async () => {
    expect(await problems(SLOT, await agent(DAYS))).toEqual([]);
  });

  test('that does not exist is said where it is named', async () => {
    expect(await problems(SLOT.replace(': days', ': dyas'), await agent(DAYS))).toContainEqual(
      expect.stringContaining('the agent declares no list `dyas` under `lists`'),
    );
  });

  test('with one phrase twice is said once, where it is declared', async () => {
    const found = await problems(SLOT, await agent(DAYS.replace('twosday', 'monday')));
    expect(found).toEqual([expect.stringContaining('`monday` already means another choice')]);
  });

  test('that no slot uses is a warning', async () => {
    const found = await problems('steps: [{ say: x }]', await agent(DAYS));
    expect(found).toEqual([expect.stringContaining('no slot uses the list `days`')]);
  });
});
