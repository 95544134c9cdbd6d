import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPolicyHarness } from '../../app/measure/policy-harness.ts';
import { openLedger } from '../../app/open/open-ledger.ts';
import { actionHash } from '../../core/action.ts';
import type { Verdict } from '../../core/verdict.ts';
import { AT } from '../../test/fixtures/ledger/rows.ts';
import { ledgerCommand } from '../ledger/ledger-show.ts';
import { formatOption } from '../terminal/options.ts';
import { policyBacktestCommand } from './policy-backtest.ts';

const TINY = join(import.meta.dirname, '../../test/fixtures/tiny');
const RULES = 'policies/tiny/renewals.rules.json';
const LOANS = {
  L1: { member_id: 'ada', renewals: 0, reserved: false, fee: 2.5 },
  L2: { member_id: 'ada', renewals: 1, reserved: false, fee: 4 },
  L3: { member_id: 'ada', renewals: 2, reserved: false, fee: 8.25 },
};

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'backtest-'));
  await cp(TINY, project, { recursive: true });
  await writeFile(
    join(project, 'tools/tiny/index.ts'),
    `export { toolset } from ${JSON.stringify(join(TINY, 'tools/tiny/index.ts'))};\n`,
  );
  await edit('policies/tiny/facts.json', ({ facts }) => {
    facts.loan.properties.fee = { type: 'number' };
    return { facts, stakes: [{ tools: ['renew_loan'], fact: 'loan', path: '$.fee' }] };
  });
  await recordRenewals();
});
afterEach(() => {
  process.exitCode = undefined;
  return rm(project, { recursive: true });
});

// biome-ignore lint/suspicious/noExplicitAny: a test takes files apart as they are
async function edit(file: string, change: (content: any) => unknown): Promise<void> {
  const path = join(project, file);
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')))));
}

/** Confirmed renewals under the old rules: the third is denied. */
async function recordRenewals(): Promise<void> {
  const harness = await openPolicyHarness(project, 'tiny');
  harness.useWorld({ loans: LOANS, members: { ada: {} } });
  const ledger = await openLedger(join(project, '.trestle'));
  const owner = { thread_id: 't1', config_version: 'c1' };
  await ledger.threads.open({ ...owner, agent: 'tiny', customer_id: 'ada', created_at: AT });
  await ledger.turns.accept({ ...owner, turn_id: 'u1', text: 'renew', idempotency_key: null, at: AT });
  const record = (verdict: Verdict, intent: string | null) => {
    const { action } = verdict;
    const action_id = actionHash(action);
    const proposal = { action_id, action, by: 'flow', call_id: null, problem: null, origin: '' } as const;
    return ledger.actions.judged({ thread_id: 't1', turn_id: 'u1', intent, proposal, verdict, at: AT });
  };
  for (const loan_id of Object.keys(LOANS)) {
    const verdict = await harness.judge.judge({
      action: { name: 'renew_loan', arguments: { loan_id } },
      session: { member_id: 'ada', user_confirmed: true },
      history: [],
      approved: false,
      now: new Date(AT),
      signal: new AbortController().signal,
    });
    await record(verdict, 'renew-loan');
  }
  await record(
    {
      decision: 'deny',
      rules: ['engine-action-space'],
      codes: ['unknown_tool'],
      reasons: [
        {
          origin: 'engine',
          rule: 'engine-action-space',
          decision: 'deny',
          code: 'unknown_tool',
          tell: 't',
          detail: 'w',
        },
      ],
      action: { name: 'burn_books', arguments: {} },
      policy_version: 'p0',
      facts: {},
      now: AT,
      micros: 0,
    },
    null,
  );
  await ledger.close();
}

async function run(...args: readonly string[]): Promise<{ readonly out: string; readonly code: unknown }> {
  const written: string[] = [];
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  const program = new Command()
    .option('--project <folder>')
    .addOption(formatOption())
    .addCommand(new Command('policy').addCommand(policyBacktestCommand()))
    .addCommand(ledgerCommand());
  process.exitCode = undefined;
  try {
    await program.parseAsync([...args, '--project', project], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return { out: stripVTControlCharacters(written.join('')), code: process.exitCode };
}

const report = async (...args: readonly string[]) =>
  JSON.parse((await run('policy', 'backtest', '--format', 'json', ...args)).out);

const renewalsAllowed = (value: number) =>
  edit(RULES, (content) => {
    content.rules[1].conditions.all[1].value = value;
    return content;
  });

/** Adds a rule about a fact that was never recorded: the reader is blocked. */
async function readTheReader(): Promise<void> {
  await edit('policies/tiny/facts.json', (content) => {
    content.facts.reader = {
      type: 'object',
      meaning: 'The reader as they are on record.',
      source: { from: 'record', tool: 'get_member', with: { member_id: { fact: 'member_id' } } },
      properties: { blocked: { type: 'boolean' } },
    };
    return content;
  });
  await edit(RULES, (content) => {
    content.rules.push({
      name: 'blocked-readers-wait',
      why: 'Whoever owes a fine does not renew.',
      conditions: { all: [{ fact: 'reader', path: '$.blocked', operator: 'equal', value: true }] },
      event: { type: 'deny', params: { code: 'blocked', tell: 'Please settle your fine first.' } },
    });
    return content;
  });
}

describe('trestle policy backtest', () => {
  test('finds nothing when the rules are the same, and leaves what the engine refused', async () => {
    expect(await report()).toMatchObject({
      actions: 4,
      same: 3,
      flipped: 0,
      unknown: 0,
      engine: 1,
      flips: [],
    });
    expect(
      (await run('policy', 'backtest', '--fail-on', 'flips', 'weakened', 'unknown')).code,
    ).toBeUndefined();
  });

  test('finds what one number changes: by rule, by intent, and for how much', async () => {
    await renewalsAllowed(1);
    const flip = { from: 'allow', to: 'deny', actions: 1, at_stake_usd: 4, without_amount: 0 };
    expect(await report()).toMatchObject({
      same: 2,
      flipped: 1,
      weakened: 0,
      flips: [flip],
      by_rule: [{ rule: 'two-renewals-at-most', ...flip }],
      by_intent: [{ intent: 'renew-loan', ...flip }],
      examples: [
        {
          thread_id: 't1',
          turn_id: 'u1',
          action: { name: 'renew_loan', arguments: { loan_id: 'L2' } },
          at_stake_usd: 4,
          from: { decision: 'allow' },
          to: { decision: 'deny', reasons: [{ rule: 'two-renewals-at-most' }] },
        },
      ],
    });
    expect((await run('policy', 'backtest', '--fail-on', 'weakened', 'unknown')).code).toBeUndefined();
    expect((await run('policy', 'backtest', '--fail-on', 'flips')).code).toBe(2);
  });

  test('says when a verdict became weaker', async () => {
    await renewalsAllowed(3);
    expect(await report()).toMatchObject({
      weakened: 1,
      flips: [{ from: 'deny', to: 'allow', actions: 1, at_stake_usd: 8.25 }],
      by_rule: [{ rule: 'two-renewals-at-most' }],
    });
    expect((await run('policy', 'backtest', '--fail-on', 'weakened')).code).toBe(2);
  });

  test('never takes for allowed what rests on a fact that nobody recorded', async () => {
    await readTheReader();
    expect(await report('--examples', '1')).toMatchObject({
      same: 1,
      flipped: 0,
      weakened: 0,
      unknown: 2,
      flips: [{ from: 'allow', to: 'unknown', actions: 2, at_stake_usd: 6.5 }],
      by_rule: [{ rule: 'blocked-readers-wait' }],
      unrecorded_facts: [{ fact: 'reader', actions: 2 }],
      examples: [{ at_stake_usd: 4 }],
    });
    expect((await run('policy', 'backtest', '--fail-on', 'unknown')).code).toBe(2);
  });

  test('gives the same result elsewhere, from an export', async () => {
    await renewalsAllowed(1);
    const file = join(project, 'actions.jsonl');
    expect((await run('ledger', 'export', '--agent', 'tiny', '--out', file)).out).toContain('4 actions');
    expect(await report('--export', file)).toEqual(await report());
  });

  test('says which rows of an export are none, judges the others, and exits with 2', async () => {
    const file = join(project, 'actions.jsonl');
    await run('ledger', 'export', '--out', file);
    await writeFile(file, `nonsense\n{"agent": "tiny"}\n${await readFile(file, 'utf8')}`);
    const found = await report('--export', file);
    expect(found).toMatchObject({ same: 3, unreadable: 2 });
    expect(found.problems[0]).toBe(`${file}:1 is not JSON`);
    expect(found.problems[1]).toContain(`${file}:2 is no judged action: \`thread_id\``);
    expect(process.exitCode).toBe(2);
  });

  test('leaves out what was judged before a time, and what is not of the agent', async () => {
    expect(await report('--since', '2026-11-01T10:00:00Z', '--agent', 'tiny')).toMatchObject({ actions: 4 });
    expect(await report('--since', '2026-11-02')).toMatchObject({ actions: 0 });
    await expect(report('--agent', 'huge')).rejects.toMatchObject({ code: 'AGENT_UNKNOWN' });
  });

  test('shows a person the totals, the flips and where to look', async () => {
    await renewalsAllowed(1);
    const { out } = await run('policy', 'backtest');
    expect(out).toContain('2 the same, 1 flipped (0 weaker now), 0 unknown');
    expect(out).toMatch(/two-renewals-at-most +allow +deny +1 +\$4\.00/);
    expect(out).toContain('allow -> deny  renew_loan {"loan_id":"L2"}, $4.00 at stake');
    expect(out).toContain('trestle ledger show t1');
    expect(out).toContain('now deny by two-renewals-at-most: A loan may be renewed twice');
  });
});
