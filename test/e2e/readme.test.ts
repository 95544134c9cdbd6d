import { spawn } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryProject } from './held-shop.ts';
import { type Lesson, lessons, missingFrom, shellBlocks } from './readme-blocks.ts';
import { ROOT, type ServerProcess, START_MS, startServer, temporaryData } from './server-process.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
let checkout: string;
let server: ServerProcess;

beforeAll(async () => {
  checkout = temporaryProject();
  renameSync(temporaryData(), join(checkout, '.trestle'));
  server = await startServer({ project: checkout, data: join(checkout, '.trestle') });
}, START_MS);

afterAll(async () => {
  await server?.stop();
  if (checkout) rmSync(checkout, { recursive: true, force: true });
});

/** Types the commands into one shell and answers what each printed. */
async function typed(steps: readonly Lesson[]): Promise<readonly string[]> {
  const shell = spawn('bash', ['-s'], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: checkout, URL: server.url, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let printed = '';
  shell.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const closed = new Promise((resolve) => shell.once('close', resolve));
  shell.stdin.end(steps.map(({ commands }) => `${commands}\nprintf '\\0'\n`).join(''));
  await closed;
  return printed.split('\0').slice(0, -1);
}

/** Lines of the README that the product does not keep. */
async function untrue(blocks: readonly string[]): Promise<readonly string[]> {
  const steps = blocks.flatMap(lessons);
  const answers = await typed(steps);
  expect(answers).toHaveLength(steps.length);
  return steps.flatMap(({ commands, expected }, index) => {
    const missing = missingFrom(answers[index] ?? '', expected);
    return missing === undefined ? [] : [`${commands}\n  lacks: ${missing}\n  says: ${answers[index]}`];
  });
}

describe('the README', () => {
  test('begins with the two commands', () => {
    expect(readme).toMatch(/^# Trestle\n\n[^#`]+```sh\nnpm ci && npm start\nnpm ci && npm test\n```\n/);
  });

  test('fits on a few screens', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(220);
  });

  test('tells the truth about a conversation with curl', async () => {
    const blocks = shellBlocks(readme, 'With curl');
    expect(blocks.flatMap(lessons).filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(20);
    expect(await untrue(blocks)).toEqual([]);
  }, 120_000);

  test(
    'teaches a first rule that a running server takes at once',
    async () => {
      const [start = ''] = shellBlocks(readme, 'With curl');
      const definitions = start.slice(0, start.indexOf('open\n'));
      const [write = '', talk = ''] = shellBlocks(readme, 'Five minutes to a first rule of your own');
      expect(await untrue([write])).toEqual([]);
      await expect.poll(() => server.complained(), { timeout: 30_000 }).toContain('policies/retail is taken');
      expect(await untrue([definitions, talk])).toEqual([]);
    },
    START_MS,
  );
});
