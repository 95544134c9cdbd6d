import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryProject } from './held-shop.ts';
import { ROOT } from './server-process.ts';

/** The part that each regression touches, and one that it must not touch. */
const TOUCHED = {
  rule: '^rules$|does not cancel|goodbye',
  article: '^questions$|bag|goodbye',
  threshold: '^messages$|nobody could understand|goodbye',
};
const ALL = Object.values(TOUCHED).join('|');
const MINUTES = 5 * 60_000;

interface Report {
  readonly scenarios: readonly { readonly name: string; readonly verdict: string }[];
  readonly datasets: readonly {
    readonly name: string;
    readonly verdict: {
      readonly red: string | null;
      readonly lost: readonly string[];
      readonly misled: readonly string[];
    };
  }[];
}

let project = '';
let whole = new Map<string, string>();

/** Puts a file in the place of another, or takes it away, and remembers what was there. */
function plant(file: string, change: (text: string) => string | null): void {
  const path = join(project, file);
  const text = readFileSync(path, 'utf8');
  const planted = change(text);
  expect(planted, `${file} is as the test knows it`).not.toBe(text);
  whole.set(path, text);
  if (planted === null) rmSync(path);
  else writeFileSync(path, planted);
}

function takeBack(): void {
  for (const [path, text] of whole) writeFileSync(path, text);
  whole = new Map();
}

const evaluate = (touched: string, ...args: readonly string[]) => evaluateAgent('airline', touched, ...args);

async function evaluateAgent(agent: string, touched: string, ...args: readonly string[]) {
  const html = join(project, 'report.html');
  const options = ['--grep', touched, '--html', html, '--format', 'json', ...args];
  const [code, out, error] = await new Promise<[number, string, string]>((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'bin/trestle'), 'eval', agent, '--project', project, ...options],
      { cwd: project, env: { PATH: process.env['PATH'] }, maxBuffer: 1e8 },
      (failed, stdout, stderr) => resolve([failed ? Number(failed.code) : 0, stdout, stderr]),
    );
  });
  expect(out, error).not.toBe('');
  const [report] = (JSON.parse(out) as { agents: readonly Report[] }).agents;
  return {
    code,
    broken: (report?.scenarios ?? []).filter(({ verdict }) => verdict === 'broken').map(({ name }) => name),
    red: (report?.datasets ?? []).filter(({ verdict }) => verdict.red !== null).map(({ name }) => name),
    worse: (name: string) => {
      const verdict = report?.datasets.find((dataset) => dataset.name === name)?.verdict;
      return (verdict?.lost.length ?? 0) + (verdict?.misled.length ?? 0);
    },
    page: readFileSync(html, 'utf8'),
  };
}

beforeAll(async () => {
  project = temporaryProject();
  for (const agent of ['airline', 'retail'])
    cpSync(join(ROOT, 'evals', agent), join(project, 'evals', agent), { recursive: true });
  rmSync(join(project, 'evals/airline/baseline.json'), { force: true });
  expect((await evaluate(ALL, '--update-baseline')).code).toBe(0);
}, MINUTES);
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the same files are green again', { timeout: MINUTES }, async () => {
  expect(await evaluate(ALL)).toMatchObject({ code: 0, broken: [], red: [] });
});

test('a weakened rule is red, by the scenarios and the cases that it let down', {
  timeout: MINUTES,
}, async () => {
  plant('policies/airline/cancel.rules.json', (text) => text.replaceAll('"value": 24', '"value": 24000'));
  const { code, broken, red, worse, page } = await evaluate(TOUCHED.rule);
  takeBack();
  expect(code).toBe(2);
  expect(broken).toContain('does not cancel basic economy without a ground for it');
  expect(broken).not.toContain("does not cancel somebody else's reservation");
  expect(red).toEqual(['rules']);
  expect(worse('rules')).toBeGreaterThan(5);
  expect(page).toContain('does not cancel basic economy without a ground for it');
});

test('an article that was taken away is red, by the answers that rested on it', {
  timeout: MINUTES,
}, async () => {
  plant('knowledge/airline/checked-bags.md', () => null);
  const { code, broken, red, page } = await evaluate(TOUCHED.article);
  takeBack();
  expect(code).toBe(2);
  expect(broken).toEqual(
    expect.arrayContaining(['quotes how many bags are free', 'quotes what an extra bag costs']),
  );
  expect(broken).not.toContain('says goodbye');
  expect(red).toEqual(['questions']);
  expect(page).toContain('quotes what an extra bag costs');
});

test('a lowered threshold is red, by the guesses that it lets out', { timeout: MINUTES }, async () => {
  // A threshold that is written down counts only where no promise chooses one.
  for (const agent of ['airline', 'retail'])
    plant(`agents/${agent}.yaml`, (text) =>
      text.replace(/^confidence: .*\n/m, '').replace(/^( {2}threshold:) .*$/m, '$1 0.04'),
    );
  const { code, broken, page } = await evaluate(TOUCHED.threshold);
  const { red, worse } = await evaluateAgent('retail', '^messages$');
  takeBack();
  expect(code).toBe(2);
  expect(broken).toContain('calls a person after the second message that nobody could understand');
  expect(page).toContain('calls a person after the second message that nobody could understand');
  expect(red).toEqual(['messages']);
  expect(worse('messages')).toBeGreaterThan(5);
});
