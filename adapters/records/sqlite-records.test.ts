import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { recordsContract } from '../../test/contracts/records.contract.ts';
import { sqliteRecords } from './sqlite-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'records-'));
let files = 0;
const newFile = () => join(folder, 'deep', `${++files}.db`);
const opened: { close(): Promise<void> }[] = [];
const open = (...[options]: Parameters<typeof sqliteRecords>) => {
  const records = sqliteRecords(options);
  opened.push(records);
  return records;
};

afterAll(async () => {
  await Promise.all(opened.map((records) => records.close()));
  rmSync(folder, { recursive: true });
});

recordsContract('sqliteRecords', async (world) => open({ file: newFile(), seed: () => world }));

describe('sqliteRecords', () => {
  test('seeds an empty file once and keeps what was committed since', async () => {
    const file = newFile();
    const seed = () => ({ orders: { '#W1': { status: 'pending' } } });
    const first = open({ file, seed });
    await first.commit('k', ({ put }) => {
      put('orders', '#W1', { status: 'cancelled' });
      return 'done';
    });
    const again = open({
      file,
      seed: () => {
        throw new Error('seeded twice');
      },
    });
    expect(await again.get('orders', '#W1')).toEqual({ status: 'cancelled' });
    expect(await again.committed('k')).toBe('done');
  });

  test('a seed that throws leaves an empty file, which is seeded next time', async () => {
    const file = newFile();
    const broken = {
      orders: {
        '#W1': 1,
        get '#W2'(): number {
          throw new Error('no seed');
        },
      },
    };
    expect(() => open({ file, seed: () => broken })).toThrow('no seed');
    expect(await open({ file }).list('orders')).toEqual([]);
    expect(await open({ file, seed: () => ({ orders: { '#W1': 2 } }) }).get('orders', '#W1')).toBe(2);
  });

  test('two connections to one file commit a key once', async () => {
    const file = newFile();
    const [one, other] = [open({ file }), open({ file })];
    expect(await Promise.all([one.commit('k', () => 'one'), other.commit('k', () => 'other')])).toEqual([
      'one',
      'one',
    ]);
  });

  test('a process killed while it commits leaves each effect with its key, or neither', async () => {
    const file = newFile();
    const script = `
      const { sqliteRecords } = await import(${JSON.stringify(join(import.meta.dirname, 'sqlite-records.ts'))});
      const records = sqliteRecords({ file: ${JSON.stringify(file)}, seed: () => ({ counts: { a: 0, b: 0 } }) });
      for (let number = 1; ; number += 1) {
        await records.commit('key-' + number, ({ put }) => { put('counts', 'a', number); put('counts', 'b', number); return number; });
        process.stdout.write(number + '\\n');
      }`;
    const child = spawn(
      process.execPath,
      ['--import', './bin/typescript.mjs', '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let told = 0;
    child.stdout.on('data', (data: Buffer) => {
      told = Number(data.toString().trim().split('\n').at(-1));
      if (told >= 50) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const records = open({ file });
    const count = (await records.get('counts', 'a')) as number;
    expect(told).toBeGreaterThanOrEqual(50);
    expect(count).toBeGreaterThanOrEqual(told);
    expect(await records.get('counts', 'b')).toBe(count);
    expect(await records.committed(`key-${count}`)).toBe(count);
    expect(await records.committed(`key-${count + 1}`)).toBeUndefined();
  });
});
