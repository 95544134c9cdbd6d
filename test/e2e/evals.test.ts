import { execFile } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryProject } from './held-shop.ts';
import { ROOT, temporaryData } from './server-process.ts';

const MINUTES = 5 * 60_000;
let project = '';

beforeAll(() => {
  project = temporaryProject();
  renameSync(temporaryData(), join(project, '.trestle'));
  cpSync(join(ROOT, 'evals'), join(project, 'evals'), { recursive: true });
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function evaluate(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const all = [join(ROOT, 'bin/trestle'), 'eval', '--project', project, ...args];
  const env = { PATH: process.env['PATH'], NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: project, env, maxBuffer: 1e8 }, (failed, stdout, stderr) =>
      resolve({ code: failed ? Number(failed.code) : 0, out: `${stderr}${stdout}` }),
    );
  });
}

test('both reference agents are green against their baselines', { timeout: MINUTES }, async () => {
  const { code, out } = await evaluate();
  expect(out).toMatch(/^airline green: \d+ of \d+ scenarios passed \(mode: embedded/m);
  expect(out).toMatch(/^retail green: \d+ of \d+ scenarios passed \(mode: embedded/m);
  expect(out).not.toContain('gone');
  expect(code, out).toBe(0);
});

test('the first scenario that docs/evals.md shows passes as it stands', { timeout: MINUTES }, async () => {
  const page = readFileSync(join(ROOT, 'docs/evals.md'), 'utf8');
  const [, scenario = ''] = /^```yaml\n([^`]*scenarios:[^`]*)```/m.exec(page) ?? [];
  writeFileSync(join(project, 'evals/retail/my-first.yaml'), scenario);
  const { code, out } = await evaluate('retail', '--grep', 'only after a yes$');
  expect(out).toContain('retail green: 1 of 1 scenario passed');
  expect(code, out).toBe(0);
});
