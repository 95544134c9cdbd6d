import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UnreadableRun } from '../app/replay/read-runs.ts';
import { replay } from '../app/replay/replay.ts';
import type { RunRow } from '../app/replay/run-row.ts';
import { summarize } from '../app/replay/summarize.ts';
import type { JsonObject } from '../core/values/json.ts';
import { seed as airlineWorld } from '../tools/airline/demo-data.ts';

const root = join(import.meta.dirname, '..');
const tiny = join(root, 'test/fixtures/tiny');
const recorded = join(root, 'test/fixtures/replay');
const temporary = mkdtempSync(join(tmpdir(), 'trestle-replay-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const isRow = (row: RunRow | UnreadableRun): row is RunRow => !('error' in row);
const lists = (row: RunRow) => [
  ...row.executed,
  ...row.stopped,
  ...row.outside_action_space,
  ...row.transfers,
];

describe('replay of made-up runs', () => {
  let rows: readonly (RunRow | UnreadableRun)[];
  const progress: number[] = [];
  const row = (task: string) => rows.filter(isRow).find(({ task_id }) => task_id === task);

  beforeAll(async () => {
    const played = await replay({
      root: tiny,
      agent: 'tiny',
      db: join(recorded, 'db.json'),
      runs: [join(recorded, 'runs.jsonl')],
      dataDir: temporary,
      onProgress: (done) => progress.push(done),
    });
    rows = played.rows;
  });

  test('asks for a confirmation of its own, and goes on as recorded after the yes', () => {
    expect(row('renewed')).toMatchObject({
      ended: 'completed',
      model_calls: 4,
      input_tokens: 1000,
      output_tokens: 100,
      proposed: 3,
      executed: [{ name: 'find_member' }, { name: 'get_loan' }, { name: 'renew_loan' }],
      confirmed: 1,
      diverged_at: null,
      regenerations: 0,
      same_state: true,
      violations: [],
    });
  });

  test.each([
    {
      task: 'denied',
      why: 'a rule denies what the recording did',
      expected: {
        stopped: [{ name: 'renew_loan', decision: 'deny', rules: ['two-renewals-at-most'] }],
        diverged_at: 2,
        diverged_by: 'two-renewals-at-most',
        // Its answer states a day that stands nowhere, for nothing was renewed.
        regenerations: 1,
        missing: [{ why: 'two-renewals-at-most' }],
        same_state: false,
      },
    },
    {
      task: 'outside',
      why: 'the customer had not asked for that',
      expected: {
        outside_action_space: [{ name: 'renew_loan', arguments: { loan_id: 'L1001' } }],
        stopped: [],
        diverged_at: 1,
        missing: [{ why: 'outside_action_space' }],
        same_state: false,
      },
    },
    {
      task: 'declined',
      why: 'the recording did not do it either',
      expected: {
        stopped: [{ name: 'renew_loan', decision: 'confirm', rules: ['reader-said-yes'] }],
        diverged_at: null,
        same_state: true,
      },
    },
    {
      task: 'review',
      why: 'a rule leaves it to a person',
      expected: {
        stopped: [{ name: 'renew_loan', decision: 'review', rules: ['reserved-books-come-back'] }],
        escalations: ['review'],
        diverged_by: 'review',
        same_state: false,
      },
    },
    {
      task: 'malformed',
      why: 'the call cannot be read',
      expected: { stopped: [{ name: 'find_member', decision: 'deny', rules: ['engine-call-form'] }] },
    },
  ])('stops an action where $why, and goes on', ({ task, expected }) => {
    expect(row(task)).toMatchObject({ ended: 'completed', ...expected });
  });

  test('goes on after a turn that the recording left without an answer', () => {
    expect(row('exhausted')).toMatchObject({
      ended: 'completed',
      model_calls: 2,
      escalations: ['recording_exhausted'],
      diverged_by: 'recording_exhausted',
      same_state: true,
    });
  });

  test('answers a call for a person that the recording did not make, and goes on', () => {
    expect(row('person')).toMatchObject({
      ended: 'completed',
      escalations: ['person_requested'],
      diverged_at: 1,
      diverged_by: 'person_requested',
      confirmed: 1,
      same_state: true,
    });
  });

  test('gives a row for every line, in order, those that are no conversation included', () => {
    expect(rows).toHaveLength(10);
    expect(progress.at(-1)).toBe(10);
    expect(rows.slice(8)).toEqual([
      { task_id: null, trial: null, error: 'runs.jsonl:9 is not JSON' },
      { task_id: 'broken', trial: 3, error: expect.stringMatching(/^runs\.jsonl:10 `messages`: /) },
    ]);
  });

  test('counts every proposed action in exactly one list', () => {
    for (const each of rows.filter(isRow)) expect(lists(each)).toHaveLength(each.proposed);
    expect(summarize(rows)).toMatchObject({ runs: 8, unreadable: 2, confirmed: 2, denied: 2, in_review: 1 });
  });

  test('is a command that writes rows and a report, and exits with 2 for a broken row', async () => {
    const out = join(temporary, 'out.jsonl');
    const report = join(temporary, 'report.md');
    const args = [
      ...[join(root, 'bin/trestle'), '--project', tiny, '--format', 'json', 'replay', '--agent', 'tiny'],
      ...['--db', join(recorded, 'db.json'), '--runs', join(recorded, 'runs.jsonl')],
      ...['--out', out, '--report', report, '--data', temporary],
    ];
    const ended = await promisify(execFile)(process.execPath, args).then(
      () => ({ code: 0, stdout: '' }),
      (error: { code: number; stdout: string }) => error,
    );
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.stdout)).toEqual(summarize(rows));
    const written = readFileSync(out, 'utf8').trim().split('\n');
    expect(written.map((line) => JSON.parse(line).task_id)).toEqual(rows.map(({ task_id }) => task_id));
    expect(readFileSync(report, 'utf8')).toContain('| `two-renewals-at-most` | 1 |');
  });
});

/** A call of a recorded model and what its tool answered, as messages of a recording. */
const recordedCall = (id: string, name: string, args: JsonObject, result: JsonObject) => [
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
  },
  { role: 'tool', tool_call_id: id, content: JSON.stringify(result) },
];

describe('replay over an agent whose customers are known by a record', () => {
  const read = { reservation_id: 'LMBUS1' };
  const bags = {
    ...read,
    total_baggages: 3,
    nonfree_baggages: 0,
    payment_id: 'credit_card_2000001',
  };
  const messages = [
    { role: 'user', content: 'I want to add a checked bag to my reservation LMBUS1' },
    ...recordedCall('call_1', 'get_reservation_details', read, { user_id: 'lena_marsh_2001' }),
    { role: 'assistant', content: 'What is your user id?' },
    { role: 'user', content: 'lena_marsh_2001' },
    ...recordedCall('call_2', 'get_user_details', { user_id: 'lena_marsh_2001' }, { membership: 'gold' }),
    ...recordedCall('call_3', 'get_reservation_details', read, { user_id: 'lena_marsh_2001' }),
    ...recordedCall('call_4', 'update_reservation_baggages', bags, { ...bags }),
    { role: 'assistant', content: 'The bag is added.' },
    { role: 'user', content: 'Thank you! ###STOP###' },
  ];

  test("shows a stranger no reservation, and accuses nobody of what a known customer's yes allowed", async () => {
    const db = join(temporary, 'airline.json');
    const runs = join(temporary, 'airline.jsonl');
    writeFileSync(db, JSON.stringify(airlineWorld()));
    writeFileSync(runs, JSON.stringify({ task_id: 'bags', trial: 0, messages }));
    const { rows } = await replay({ root, agent: 'airline', db, runs: [runs], dataDir: temporary });
    expect(rows).toMatchObject([
      {
        stopped: [{ name: 'get_reservation_details', decision: 'deny', rules: ['customer-is-known'] }],
        executed: [
          { name: 'get_user_details' },
          { name: 'get_reservation_details' },
          { name: 'update_reservation_baggages' },
        ],
        confirmed: 1,
        same_state: true,
        violations: [],
      },
    ]);
  }, 180_000);
});

const bench = process.env['TRESTLE_BENCH'] ?? join(root, '../shared/bench');
const absent = existsSync(join(bench, 'runs')) ? '' : ' (skipped: no recorded runs, see TRESTLE_BENCH)';

describe.skipIf(absent)(`replay of recorded runs of a real model${absent}`, () => {
  test.each([
    { agent: 'retail', confirmed: 10, same: 14 },
    { agent: 'airline', confirmed: 3, same: 10 },
  ])(
    'ends every run of $agent, and executes nothing that the policy does not allow',
    async ({ agent, confirmed, same }) => {
      const { rows } = await replay({
        root,
        agent,
        db: join(bench, `tau/${agent}/db.json`),
        runs: [join(bench, `runs/${agent}-1.jsonl`)],
        dataDir: join(root, '.trestle'),
        limit: 20,
      });
      const summary = summarize(rows);
      expect(summary).toMatchObject({ runs: 20, unreadable: 0, violations: 0 });
      expect((summary.ended['completed'] ?? 0) + (summary.ended['escalated'] ?? 0)).toBe(20);
      for (const row of rows.filter(isRow)) {
        expect(lists(row)).toHaveLength(row.proposed);
        if (row.missing.length === 0) expect(row.same_state).toBe(true);
      }
      // Most of what the recordings changed happens, each time after our own question.
      expect(summary.confirmed).toBeGreaterThan(confirmed);
      expect(summary.same_state).toBeGreaterThan(same);
    },
    180_000,
  );
});
