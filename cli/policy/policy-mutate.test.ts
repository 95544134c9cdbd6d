import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

let project: string;
let cases: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'trestle-mutate-'));
  cases = join(project, 'policies/retail/large-refunds.cases.json');
  for (const folder of ['tools', 'knowledge', 'models.yaml', 'queues.yaml'])
    await symlink(join(root, folder), join(project, folder));
  for (const path of ['agents/retail.yaml', 'agents/retail', 'policies/retail'])
    await cp(join(root, path), join(project, path), { recursive: true });
});
afterAll(() => rm(project, { recursive: true, force: true }));

function mutate(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const given = ['policy', 'mutate', '--agent', 'retail', '--project', project, ...args];
  const env = { ...process.env, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(join(root, 'bin/trestle'), given, { env }, (error, out, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: stderr });
    });
  });
}

interface AuthoredCases {
  readonly cases: readonly { readonly expect: { readonly decision: string } }[];
}

async function editCases(edit: (file: AuthoredCases) => AuthoredCases): Promise<() => Promise<void>> {
  const before = await readFile(cases, 'utf8');
  await writeFile(cases, JSON.stringify(edit(JSON.parse(before) as AuthoredCases)));
  return () => writeFile(cases, before);
}

describe('trestle policy mutate', { timeout: 60_000 }, () => {
  test('finds that the cases of the shop notice what they should', async () => {
    const { code, out } = await mutate('--format', 'json');
    expect(JSON.parse(out).agents[0].score).toBeGreaterThanOrEqual(95);
    expect(code).toBe(0);
  });

  test('says where a mistake would go unnoticed, and the case that would notice it', async () => {
    const restore = await editCases((file) => ({
      ...file,
      cases: file.cases.filter(({ expect: { decision } }) => decision === 'allow').slice(0, 1),
    }));
    const { code, out } = await mutate('large-refunds');
    await restore();
    expect(out).toMatch(
      /^policies\/retail\/large-refunds\.rules\.json:\d+:\d+ `large-refund`: `greaterThanInclusive` becomes `greaterThan`, and no case notices$/m,
    );
    expect(out).toContain('"name": "review when order.payment_history[0].amount is 10000"');
    expect(code).toBe(2);
  });

  test('makes no mistakes while a case is red without any', async () => {
    const restore = await editCases(({ cases: [first, ...rest], ...file }) => ({
      ...file,
      cases: [{ ...first, expect: { decision: 'deny', rules: [] } }, ...rest],
    }));
    const { code, out, error } = await mutate('large-refunds');
    await restore();
    expect(error).toMatch(/in policies\/retail\/large-refunds\.cases\.json is red without any mistake/);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test.each([
    [['no-such-topic'], 'PROJECT_INVALID there are no rules in `policies/<agent>/no-such-topic.rules.json`'],
    [['--threshold', 'most'], "option '--threshold <percent>' argument 'most' is invalid"],
  ])('does not run with %j', async (args, message) => {
    const { code, error } = await mutate(...args);
    expect(error).toContain(message);
    expect(code).toBe(1);
  });
});
