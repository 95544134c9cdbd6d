import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { formatOption } from '../terminal/options.ts';
import { policyCommand } from './policy.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tiny = join(root, 'test/fixtures/tiny');
const renew = { name: 'renew_loan', arguments: { loan_id: 'L1001' } };
const GIVEN = {
  session: { member_id: 'ada', user_confirmed: true },
  facts: {
    loan: { exists: true, member_id: 'ada', title: 'Moss', due: '2026-03-10', renewals: 0, reserved: false },
  },
};

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'trestle-policy-'));
  for (const part of ['agents', 'knowledge', 'policies', 'queues.yaml'])
    await cp(join(tiny, part), join(project, part), { recursive: true });
  await keepRules('loan-exists', 'two-renewals-at-most', 'reserved-books-come-back', 'reader-said-yes');
  await mkdir(join(project, 'tools/tiny'), { recursive: true });
  await writeFile(
    join(project, 'tools/tiny/index.ts'),
    `export { toolset } from '${join(tiny, 'tools/tiny/index.ts')}';\n`,
  );
});
afterAll(() => rm(project, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = 0;
});

/** Removes other rules: other tests share the fixture, and it may grow. */
async function keepRules(...names: readonly string[]) {
  const file = join(project, 'policies/tiny/renewals.rules.json');
  const content = JSON.parse(await readFile(file, 'utf8'));
  const rules = content.rules.filter(({ name }: { name: string }) => names.includes(name));
  await writeFile(file, JSON.stringify({ ...content, rules }));
}

/** Runs `trestle policy …` over the project, without a process of its own. */
async function policy(...args: readonly string[]) {
  let out = '';
  let error = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    error += text;
    return true;
  });
  try {
    const program = new Command('trestle').option('--project <folder>').addOption(formatOption());
    program.addCommand(policyCommand());
    await program.parseAsync(['--project', project, 'policy', ...args], { from: 'user' });
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are no part of the text
  const plain = out.replaceAll(/\u001b\[\d+m/g, '');
  return { out: plain, error, code: process.exitCode ?? 0 };
}

const cases = (...given: readonly object[]) =>
  writeFile(
    join(project, 'policies/tiny/renewals.cases.json'),
    JSON.stringify({ given: GIVEN, cases: given }, null, 2),
  );
const PLAIN = { name: 'a plain renewal', action: renew, expect: { decision: 'allow', rules: [] } };
const TWICE = {
  name: 'a loan that was renewed twice',
  action: renew,
  facts: { 'loan.renewals': 2 },
  expect: { decision: 'deny', rules: ['two-renewals-at-most'] },
};

describe('trestle policy test', () => {
  test('is content when every case is green, and names rule files without cases', async () => {
    await cases(PLAIN, TWICE);
    const { out, code } = await policy('test');
    expect(out.split('\n')).toEqual([
      'no cases for policies/tiny/own-profile.rules.json: write own-profile.cases.json beside it',
      'no cases for policies/tiny/own-records.rules.json: write own-records.cases.json beside it',
      'tiny: 2 cases, 2 green',
      '',
    ]);
    expect(code).toBe(0);
  });

  test('shows what the conditions of a red case met', async () => {
    await cases(PLAIN, { ...TWICE, facts: { 'loan.renewals': 1 } });
    const { out, code } = await policy('test', 'renewals');
    expect(out.split('\n')).toEqual([
      'policies/tiny/renewals.cases.json:32 red a loan that was renewed twice',
      '  expected deny by two-renewals-at-most',
      '  but is   allow, no rule fires',
      '  two-renewals-at-most (expected): did not fire',
      '    ✗ all',
      '      ✓ loan.exists equal true ← true',
      '      ✗ loan.renewals greaterThanInclusive 2 ← 1',
      '',
      'tiny: 2 cases, 1 green, 1 red',
      '',
    ]);
    expect(code).toBe(2);
  });

  test.each([
    [
      'fires and is not expected',
      { 'loan.reserved': true },
      'reserved-books-come-back (not expected): fired',
    ],
    [
      'cannot be decided',
      { 'loan.renewals': 'two' },
      'two-renewals-at-most: could not be decided: `loan.renewals` is string where integer is declared',
    ],
  ])('is red when a rule %s', async (_, facts, note) => {
    await cases({ ...TWICE, facts });
    const { out, code } = await policy('test', 'renewals');
    expect(out).toContain(note);
    expect(code).toBe(2);
  });

  test('says so when a case expects a rule that is not there', async () => {
    await cases({ ...TWICE, expect: { decision: 'deny', rules: ['two-renewals'] } });
    const { out } = await policy('test', 'renewals');
    expect(out).toContain('two-renewals (expected): no rule of that name is about `renew_loan`');
  });

  test('prints JSON', async () => {
    await cases(PLAIN, { ...TWICE, facts: { 'loan.renewals': 1 } });
    const { out } = await policy('test', '--format', 'json');
    const [result] = JSON.parse(out).agents;
    expect(result).toMatchObject({ agent: 'tiny', cases: 2, passed: 1 });
    expect(result.red[0].rules[0]).toMatchObject({
      rule: 'two-renewals-at-most',
      expected: true,
      fired: false,
    });
  });

  test('refuses a rule file that is not there', async () => {
    await expect(policy('test', 'renewal')).rejects.toThrow(
      'there is no `policies/<agent>/renewal.rules.json`',
    );
  });
});

describe('trestle policy coverage', () => {
  test('names what no case exercises', async () => {
    await cases(PLAIN, TWICE);
    const { out, code } = await policy('coverage');
    const open = out.split('\n').filter((line) => line.startsWith('open renewals '));
    expect(open).toEqual([
      'open renewals loan-exists: no case makes it fire',
      'open renewals reader-said-yes: no case makes it fire',
      'open renewals reserved-books-come-back: no case makes it fire',
      'open renewals reserved-books-come-back: no case depends on `loan.exists is yes`',
    ]);
    expect(code).toBe(2);
  });

  test('counts no red case', async () => {
    await cases(PLAIN, { ...TWICE, expect: { decision: 'allow', rules: [] } });
    const { out } = await policy('coverage', '--format', 'json');
    const [agent] = JSON.parse(out).agents;
    expect(agent).toMatchObject({ cases: 1, red: 1 });
    expect(agent.rules).toContainEqual(expect.objectContaining({ rule: 'two-renewals-at-most', fired: 0 }));
  });

  test('finds nothing open in the retail rules', async () => {
    const { out, code } = await policy('coverage', '--agent', 'retail', '--project', root);
    expect(out.split('\n').filter((line) => line.startsWith('open'))).toEqual([]);
    expect(code).toBe(0);
  });
});

describe('trestle policy explain', () => {
  const reserved = JSON.stringify({ ...renew, arguments: { loan_id: 'L1003' } });

  test('says what counts, what does not, and what kept it from it', async () => {
    const { out } = await policy(
      'explain',
      '--agent',
      'tiny',
      '--action',
      reserved,
      '--session',
      '{"member_id":"ben"}',
    );
    expect(out.split('\n')).toEqual([
      'renew_loan {"loan_id":"L1003"}',
      'review: It waits: a person has to look at it first.',
      '',
      'The customer is told',
      '  Another reader waits for this book, so a librarian decides.',
      '',
      'What is missing',
      "  a person's approval of exactly this action",
      "  the customer's yes to exactly this action",
      '',
      'Rules that count',
      '  reserved-books-come-back (review): A book that another reader waits for is not renewed without a librarian.',
      '    because loan.exists is yes',
      '    and loan.reserved is yes',
      '  reader-said-yes (confirm): A renewal is shown to the reader and done only after an explicit yes.',
      '    because user_confirmed is no',
      '',
      'Rules that do not count here',
      '  reader-is-known (deny)',
      '    only when member_id is nothing; it is "ben"',
      '  loan-is-the-readers-own (deny)',
      '    only when loan.member_id is not member_id ("ben"); it is "ben"',
      '  loan-exists (deny)',
      '    only when loan.exists is no; it is yes',
      '  two-renewals-at-most (deny)',
      '    only when loan.renewals is at least 2; it is 1',
      '',
      'What the facts mean',
      '  loan: The loan as it is on record.',
      '  user_confirmed: The reader said yes to exactly this action.',
      '',
    ]);
  });

  test('shows what a customer would be asked to confirm', async () => {
    const { out } = await policy(
      'explain',
      '--agent',
      'tiny',
      '--action',
      JSON.stringify(renew),
      '--session',
      '{"member_id":"ada"}',
    );
    expect(out).toContain('  Renew The Tin Lighthouse: New due day: 2026-03-24. Shall I go ahead?');
  });

  test('explains a case by its name', async () => {
    await cases(PLAIN, TWICE);
    const { out } = await policy('explain', '--agent', 'tiny', '--case', 'renewed twice');
    expect(out).toContain('    and loan.renewals is at least 2; it is 2\n');
  });

  test.each([
    [['--action', '{'], '`--action` is not a JSON object'],
    [['--action', '{"name": "renew_loan"}'], '`--action` takes `{"name": "…", "arguments": {…}}`'],
    [['--case', 'nothing of the kind'], 'no case of `tiny` is named `nothing of the kind`'],
    [['--action', reserved, '--db', 'no-such.json'], 'there is no file `no-such.json`'],
  ])('refuses %j', async (args, message) => {
    await expect(policy('explain', '--agent', 'tiny', ...args)).rejects.toThrow(message);
  });
});

describe('trestle policy judge', () => {
  const judge = async (rows: readonly string[], ...more: readonly string[]) => {
    const [db, given, out] = ['db.json', 'in.jsonl', 'out.jsonl'].map((name) => join(project, name));
    const loans = {
      L1001: { member_id: 'ada', title: 'Moss', due: '2026-03-10', renewals: 0, reserved: false },
    };
    await writeFile(db ?? '', JSON.stringify({ loans }));
    await writeFile(given ?? '', rows.join('\n'));
    const files = ['--db', db ?? '', '--cases', given ?? '', '--out', out ?? ''];
    const ran = await policy('judge', '--agent', 'tiny', ...files, ...more);
    const lines = (await readFile(out ?? '', 'utf8')).trim().split('\n');
    return { ...ran, judged: lines.map((line) => JSON.parse(line)) };
  };
  const row = (id: string, more: object = {}) =>
    JSON.stringify({ id, session: GIVEN.session, history: [], state_overrides: {}, action: renew, ...more });

  test('answers every row in order, also those that it cannot read', async () => {
    const { judged, code, error } = await judge([
      row('plain'),
      row('unconfirmed', { session: { member_id: 'ada' } }),
      'no json',
      row('bare', { action: { name: 'renew_loan' } }),
      '[]',
      row('unknown', { action: { name: 'burn_book', arguments: {} } }),
      row('mismatch', { action: { name: 'renew_loan', arguments: { loan_id: 7 } } }),
      row('separator', { note: 'one\u2028line' }),
    ]);
    expect(judged.map(({ id, decision, codes }) => [id, decision, codes])).toEqual([
      ['plain', 'allow', []],
      ['unconfirmed', 'confirm', ['not_confirmed']],
      [null, undefined, undefined],
      ['bare', undefined, undefined],
      [null, undefined, undefined],
      ['unknown', 'review', ['tool_unknown']],
      ['mismatch', 'deny', ['arguments_invalid', 'fact_ill_typed']],
      ['separator', 'allow', []],
    ]);
    expect(judged.filter(({ error: problem }) => problem !== undefined)).toHaveLength(3);
    expect(error).toContain('row 3: the line is not JSON');
    expect(code).toBe(2);
  });

  test("puts a row's records in place for that row only", async () => {
    const loan = { member_id: 'ada', title: 'Moss', due: '2026-03-10', renewals: 2, reserved: false };
    const { judged, code } = await judge([
      row('a'),
      row('b', { state_overrides: { loans: { L1001: loan } } }),
      row('c'),
    ]);
    expect(judged.map(({ rules }) => rules)).toEqual([[], ['two-renewals-at-most'], []]);
    expect(code).toBe(0);
  });

  test('reports how verdicts compare with labels', async () => {
    const report = join(project, 'report.md');
    const label = { label: 'blocked', basis: 'explicit', code: 'not_confirmed' };
    await judge(
      [
        row('a', { label: 'allowed' }),
        row('b', label),
        row('c', { session: { member_id: 'ada' }, ...label }),
      ],
      '--report',
      report,
    );
    const text = await readFile(report, 'utf8');
    expect(text).toContain('| allowed |  |  | 1 | 1 |  |');
    expect(text).toContain('| blocked | explicit | `not_confirmed` | 2 | 1 | 1 |');
  });

  test('does not write over what it reads', async () => {
    const file = join(project, 'same.jsonl');
    await writeFile(file, row('a'));
    await writeFile(join(project, 'db.json'), '{}');
    const files = ['--db', join(project, 'db.json'), '--cases', file, '--out', file];
    await expect(policy('judge', '--agent', 'tiny', ...files)).rejects.toThrow(
      '`--out` would overwrite `--cases`',
    );
    expect(await readFile(file, 'utf8')).toBe(row('a'));
  });
});
