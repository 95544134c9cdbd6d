import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { watchFolder } from './watch-folder.ts';

async function watching(below: string, times: Parameters<typeof watchFolder>[2]) {
  const folder = await mkdtemp(join(tmpdir(), 'watched-'));
  let calls = 0;
  const stop = watchFolder(join(folder, below), () => calls++, times);
  onTestFinished(async () => {
    stop();
    await rm(folder, { recursive: true });
  });
  return { folder, stop, calls: () => calls };
}

test('changes at once count as one, and none counts after it was told to stop', async () => {
  const { folder, stop, calls } = await watching('', { settleMs: 200, pollMs: 60_000 });
  for (const name of ['a', 'b', 'a']) await writeFile(join(folder, name), name);
  await expect.poll(calls, { timeout: 5000 }).toBe(1);
  await writeFile(join(folder, 'c'), 'c');
  stop();
  await after(400);
  expect(calls()).toBe(1);
});

test('a folder that is not there is looked at from time to time', async () => {
  const { calls } = await watching('missing', { pollMs: 10 });
  await expect.poll(calls, { timeout: 5000 }).toBeGreaterThan(2);
});
