import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SECTIONS = 240;
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-ingest-'));
  await cp(join(root, 'test/fixtures/tiny'), join(home, 'library'), { recursive: true });
  const sections = Array.from(
    { length: SECTIONS },
    (_, at) => `## Shelf ${at}\n\nShelf ${at} holds book ${at}.\n`,
  );
  await writeFile(join(home, 'library/knowledge/tiny/shelves.md'), `# Shelves\n\n${sections.join('\n')}`);
});
afterEach(() => rm(home, { recursive: true, force: true }));

const command = () => [
  'ingest',
  'tiny',
  '--format',
  'json',
  '--project',
  join(home, 'library'),
  '--data',
  join(home, 'data'),
];

/** The number of written passages of this article, seen from another process. */
async function written(): Promise<number> {
  const files = await readdir(join(home, 'data')).catch(() => []);
  const file = files.find((name) => name === 'tiny.knowledge.db' || name === 'tiny.words.db');
  if (file === undefined) return 0;
  const database = new Database(join(home, 'data', file), { readonly: true, timeout: 5000 });
  try {
    const count = database.prepare(`SELECT count(*) FROM passages WHERE source = 'shelves.md'`).pluck();
    return Number(count.get());
  } catch {
    // The tables do not exist yet.
    return 0;
  } finally {
    database.close();
  }
}

test('an ingest that was killed goes on where it was', async () => {
  const killed = spawn(join(root, 'bin/trestle'), command(), { stdio: 'ignore' });
  const ended = once(killed, 'exit');
  while ((await written()) === 0 && killed.exitCode === null) await wait(5);
  killed.kill('SIGKILL');
  await ended;
  const before = await written();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(SECTIONS);

  const { stdout } = await promisify(execFile)(join(root, 'bin/trestle'), command());
  const { added, changed, unchanged } = JSON.parse(stdout) as Record<string, number>;
  // A passage in one store and not yet in the other counts as changed.
  expect((unchanged ?? 0) + (changed ?? 0)).toBeGreaterThanOrEqual(before);
  expect(added).toBeLessThanOrEqual(SECTIONS - before);
  expect(await written()).toBe(SECTIONS);
}, 90_000);
