import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '../../app/env.ts';
import { openRuntime } from '../../app/open/open.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const tiny = join(repository, 'test/fixtures/tiny');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trestle-gaps-'));
  for (const name of ['agents', 'policies', 'queues.yaml'])
    await cp(join(tiny, name), join(root, name), { recursive: true });
  await mkdir(join(root, 'tools/tiny'), { recursive: true });
  const tools = pathToFileURL(join(tiny, 'tools/tiny/index.ts')).href;
  await writeFile(join(root, 'tools/tiny/index.ts'), `export { toolset } from '${tools}';\n`);
  await mkdir(join(root, 'knowledge/tiny'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function ask(...questions: readonly string[]): Promise<void> {
  const runtime = await openRuntime({ root, environment: readEnvironment({}) });
  try {
    for (const text of questions) {
      const { thread_id } = await runtime.openThread({ agent: 'tiny', customer_id: 'ada' });
      await runtime.takeTurn({ thread_id, text, idempotency_key: null });
    }
  } finally {
    await runtime.close();
  }
}

const gaps = async (...options: readonly string[]) => {
  const line = ['knowledge', 'gaps', 'tiny', '--project', root, ...options];
  return (await promisify(execFile)(join(repository, 'bin/trestle'), line)).stdout;
};

test('what was asked and not found is listed until an article answers it', async () => {
  await ask('When are you open?', 'When are you open on Sundays?');
  expect(await readdir(join(root, '.trestle'))).toContain('ledger.db');
  expect(await gaps()).toMatch(
    /^ {3}2 {2}When are you open.*\(last \d{4}-\d\d-\d\d\)\n {8}When are you open.*\n2 questions without an article in 2 turns of tiny\n$/,
  );
  await writeFile(
    join(root, 'knowledge/tiny/hours.md'),
    '# Hours\n\n## When are we open?\n\nFrom ten to six.\n',
  );
  await ask('When are you open?');
  expect(JSON.parse(await gaps('--format', 'json'))).toMatchObject({
    agent: 'tiny',
    turns: 3,
    gaps: 2,
    groups: [{ count: 2, handed_over: 0 }],
  });
}, 60_000);
