import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unverified } from '../../core/principal.ts';
import type { TurnResult } from '../../core/turn.ts';
import { readEnvironment } from '../env.ts';
import { type OpenedRuntime, openRuntime } from '../open/open.ts';

const tiny = fileURLToPath(new URL('../../test/fixtures/tiny/', import.meta.url));

let root: string;
let runtime: OpenedRuntime;
let said: string[];

/** A library of its own for each test: the declarations are copied, the tools are the fixture's. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'library-'));
  for (const name of ['agents', 'policies', 'knowledge', 'queues.yaml'])
    await cp(join(tiny, name), join(root, name), { recursive: true });
  await mkdir(join(root, 'tools/tiny'), { recursive: true });
  const tools = pathToFileURL(join(tiny, 'tools/tiny/index.ts')).href;
  await writeFile(join(root, 'tools/tiny/index.ts'), `export { toolset } from '${tools}';\n`);
  said = [];
  runtime = await openRuntime({
    root,
    environment: readEnvironment({}),
    log: (message) => said.push(message),
  });
});
afterEach(async () => {
  await runtime.close();
  await rm(root, { recursive: true });
});

const file = (name: string) => join(root, 'policies/tiny', name);

async function edit(name: string, from: string, to: string): Promise<void> {
  const text = await readFile(file(name), 'utf8');
  expect(text).toContain(from);
  await writeFile(file(name), text.replace(from, to));
}

/** Waits for the newest message to be this; what was heard is not heard again. */
async function hears(pattern: RegExp): Promise<void> {
  await expect.poll(() => said.at(-1), { timeout: 5000, interval: 20 }).toMatch(pattern);
  said.splice(0);
}

async function open(): Promise<(text: string) => Promise<TurnResult>> {
  const { thread_id } = await runtime.openThread({ agent: 'tiny', customer_id: 'ada' });
  return (text) => runtime.takeTurn({ thread_id, text, idempotency_key: null });
}

const RENEW = 'Can you renew my loan L1001?';
const renewals = (limit: string) =>
  edit(
    'renewals.rules.json',
    '"greaterThanInclusive", "value": 2 }',
    `"greaterThanInclusive", "value": ${limit} }`,
  );

describe('a policy that is edited while the server runs', () => {
  test('judges the next action when it checks, without a new start', async () => {
    const say = await open();
    expect(await say(RENEW)).toMatchObject({ outcome: 'awaiting_confirmation' });
    await renewals('0');
    await hears(/^policies\/tiny is taken, version [0-9a-f]{12}$/);
    expect(await (await open())(RENEW)).toMatchObject({ outcome: 'refused' });
    // What was shown under the old rules is judged by the new ones before it is done.
    expect(await say('yes')).toMatchObject({ outcome: 'refused' });
    expect(await runtime.ledger.recovery.unfinished()).toEqual([]);
  });

  test('stays as it was while an edit does not check, and says where; mended, it is taken', async () => {
    await renewals('"none"');
    await hears(
      /not taken, version [0-9a-f]{12} stays:\n {2}policies\/tiny\/renewals\.rules\.json:\d+:\d+ POLICY_TYPE_MISMATCH/,
    );
    expect(await (await open())(RENEW)).toMatchObject({ outcome: 'awaiting_confirmation' });
    await edit('renewals.rules.json', '"none"', '0');
    await hears(/ is taken/);
    expect(await (await open())(RENEW)).toMatchObject({ outcome: 'refused' });
  });

  test('stays as it was while a case fails, and names it', async () => {
    const cases = {
      cases: [
        {
          name: 'a loan that was renewed once can be renewed',
          action: { name: 'renew_loan', arguments: { loan_id: 'L1' } },
          session: { member_id: 'ada', user_confirmed: true },
          facts: { loan: { member_id: 'ada', renewals: 1, reserved: false, exists: true } },
          expect: { decision: 'allow', rules: [] },
        },
      ],
    };
    await writeFile(file('renewals.cases.json'), JSON.stringify(cases));
    await hears(/ is taken/);
    await renewals('1');
    await hears(
      /stays:\n {2}case `a loan that was renewed once can be renewed` of renewals: deny by two-renewals-at-most where allow by no rule is expected$/,
    );
    expect(await (await open())(RENEW)).toMatchObject({ outcome: 'awaiting_confirmation' });
  });

  test('is taken from an editor that replaces the file, and once for all files of an edit', async () => {
    const text = await readFile(file('renewals.rules.json'), 'utf8');
    await writeFile(file('.renewals.rules.json.swp'), text.replace('"value": 2 }', '"value": 0 }'));
    await rename(file('.renewals.rules.json.swp'), file('renewals.rules.json'));
    await hears(/ is taken/);
    expect(await (await open())(RENEW)).toMatchObject({ outcome: 'refused' });
    expect(said).toEqual([]);
  });

  test('is what an approved action is judged by, not the policy it was approved under', async () => {
    const { thread_id } = await runtime.openThread({ agent: 'tiny', customer_id: 'ben' });
    const say = (text: string) => runtime.takeTurn({ thread_id, text, idempotency_key: null });
    const { escalation_id } = await say('Can you renew my loan L1003?');
    await runtime.decide(escalation_id ?? '', { decision: 'approve', by: unverified('maria') });
    await renewals('1');
    await hears(/ is taken/);
    expect(await say('yes')).toMatchObject({ outcome: 'refused' });
    const actions = await runtime.ledger.actions.list({ thread_id });
    const renewed = actions.filter(({ proposal }) => proposal.action.name === 'renew_loan');
    expect(renewed.map(({ status }) => status)).toEqual(['denied']);
  });

  test('that loses a file which a tool with effects needs is not taken', async () => {
    await rm(file('renewals.rules.json'));
    await rm(file('own-records.rules.json'));
    await hears(/POLICY_UNCOVERED_TOOL/);
    expect(await (await open())(RENEW)).toMatchObject({ outcome: 'awaiting_confirmation' });
  });
});

describe('two conversations of one customer at once, under a limit of one a day', () => {
  test('exactly one is done', async () => {
    await edit('renewals.rules.json', '"value": 5', '"value": 1');
    await hears(/ is taken/);
    const talks = await Promise.all([open(), open()]);
    for (const say of talks) expect(await say(RENEW)).toMatchObject({ outcome: 'awaiting_confirmation' });
    const turns = await Promise.all(talks.map((say) => say('yes')));
    expect(turns.map(({ outcome }) => outcome).sort()).toEqual(['answered', 'refused']);
    expect(
      turns
        .flatMap(({ actions }) => actions)
        .filter(({ executed, name }) => executed && name === 'renew_loan'),
    ).toHaveLength(1);
  });
});
