import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
let project = '';

/** A project elsewhere whose vitest configuration must not be read. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-eval-'));
  project = join(folder, 'test/fixtures/tiny');
  await mkdir(join(folder, 'test/fixtures'), { recursive: true });
  await cp(join(root, 'test/fixtures/tiny'), project, { recursive: true });
  for (const name of ['core', 'node_modules']) await symlink(join(root, name), join(folder, name));
  await writeFile(join(project, 'vitest.config.ts'), "throw new Error('not to be read');\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** An address where nothing listens. */
const LANGFUSE = {
  LANGFUSE_PUBLIC_KEY: 'pk',
  LANGFUSE_SECRET_KEY: 'sk',
  LANGFUSE_BASE_URL: 'http://127.0.0.1:9',
};

function trestle(...args: readonly string[]): Promise<Ran> {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', ...LANGFUSE };
  return new Promise((resolve) => {
    execFile(join(root, 'bin/trestle'), ['eval', ...args], { cwd: project, env }, (error, out, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: stderr }),
    );
  });
}

const edit = async (file: string, change: (text: string) => string) => {
  const path = join(project, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
};

const MINUTES = 5 * 60_000;

describe('trestle eval', () => {
  test('is green, makes a baseline, and tells the whole of it as JSON', { timeout: MINUTES }, async () => {
    const { code, out, error } = await trestle('tiny', '--update-baseline', '--format', 'json');
    expect(error).toMatch(/^Langfuse does not take `v2\/datasets`: .+\nwrote evals\/tiny\/baseline.json\n$/);
    expect(code).toBe(0);
    const { green, agents } = JSON.parse(out);
    expect(green).toBe(true);
    expect(agents).toMatchObject([
      {
        agent: 'tiny',
        mode: 'embedded',
        compared: false,
        scenarios: [
          { name: 'renews a loan after a yes, once', passed: 2, of: 2, verdict: 'passed' },
          { file: 'evals/tiny/loans.yaml', line: 27, verdict: 'passed' },
          { verdict: 'passed' },
          { verdict: 'passed' },
        ],
        datasets: [
          { name: 'messages', verdict: { red: null } },
          { name: 'questions', verdict: { red: null } },
          { name: 'recorded', verdict: { red: null, now: { right: 1, wrong: 0, of: 1 } } },
        ],
      },
    ]);
    const baseline = JSON.parse(await readFile(join(project, 'evals/tiny/baseline.json'), 'utf8'));
    expect(Object.keys(baseline.scenarios)).toEqual([
      'does not renew a third time',
      'quotes the opening hours with their page',
      'renews a loan after a yes, once',
      'starts from records that no other scenario has touched',
    ]);
    expect(Object.values(baseline.datasets.questions)).toEqual(['right', 'right', 'right']);
  });

  test('is red when a rule and an article are gone, and says what changed', {
    timeout: MINUTES,
  }, async () => {
    await rm(join(project, 'knowledge/tiny/opening-hours.md'));
    await edit('policies/tiny/renewals.rules.json', (text) => text.replace('"value": 2 }', '"value": 3 }'));
    const junit = join(folder, 'junit.xml');
    const html = join(folder, 'report.html');
    const { code, out, error } = await trestle('--junit', junit, '--html', html);
    expect(code).toBe(2);
    expect(error).toContain('unknown passage `opening-hours#when-we-are-open`');
    expect(out).toContain('broken does not renew a third time');
    expect(out).toContain(
      ['    outcome', '      expected refused', '      but is   awaiting_confirmation'].join('\n'),
    );
    expect(out).toMatch(/^questions +retrieval .* 2 +0 +0 /m);
    expect(out).toContain('tiny red: 2 of 4 scenarios passed (pass^2, mode: embedded');
    const xml = await readFile(junit, 'utf8');
    expect(xml).toContain('failures="2"');
    expect(xml).toContain('name="evals/tiny/loans.yaml &gt; does not renew a third time"');
    const page = await readFile(html, 'utf8');
    expect(page).toContain('Something that was right is not any more: tiny.');
    expect(page).toContain('<span class="bad">broken</span> does not renew a third time');
    expect(page).toContain('which bus goes to the library');
  });

  test('runs what is asked for, and leaves the rest of the baseline', { timeout: MINUTES }, async () => {
    const { code, out } = await trestle('--grep', 'THIRD', '--repeats', '1', '--update-baseline');
    expect(code).toBe(0);
    expect(out).toContain('tiny red: 0 of 1 scenario passed');
    const { scenarios } = JSON.parse(await readFile(join(project, 'evals/tiny/baseline.json'), 'utf8'));
    expect(scenarios).toMatchObject({
      'does not renew a third time': '0/1',
      'quotes the opening hours with their page': '2/2',
    });
  });

  test.each([
    [['nobody'], 'AGENT_UNKNOWN no agent `nobody` is declared here'],
    [['--grep', '('], "option '--grep <pattern>' argument '(' is invalid"],
    [['--repeats', '0'], 'it must be a whole number from 1 to 10'],
    [['--html', 'no/such/folder.html'], 'REQUEST_INVALID cannot write `no/such/folder.html`'],
  ])('%j is refused before anything runs', async (args, message) => {
    const { code, error } = await trestle(...args);
    expect(code).toBe(1);
    expect(error).toContain(message);
  });

  test('shows a mistake in a scenario at its place', async () => {
    await edit('evals/tiny/loans.yaml', (text) => text.replace('outcome: refused', 'outcome: refusd'));
    const { code, error } = await trestle('tiny');
    expect(code).toBe(1);
    expect(error).toContain('evals/tiny/loans.yaml:38:28 CONFIG_INVALID');
    expect(error).toContain('did you mean `refused`?');
  });

  test('says so where there is nothing to run', async () => {
    await rm(join(project, 'evals'), { recursive: true });
    const { code, error } = await trestle();
    expect(code).toBe(1);
    expect(error).toContain('EVALS_UNAVAILABLE there are no scenarios in `evals/<agent>/`');
  });
});
