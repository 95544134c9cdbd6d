import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const trestle = fileURLToPath(new URL('../../bin/trestle', import.meta.url));
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-retrieve-'));
});
afterEach(() => rm(home, { recursive: true }));

async function retrieve(queries: string, ...more: readonly string[]) {
  await writeFile(
    join(home, 'docs.jsonl'),
    '{"id":"a","title":"Bikes","text":"Racks at the door."}\n{"id":"b","title":"Cards","text":"Only cash."}\n',
  );
  await writeFile(join(home, 'in.jsonl'), queries);
  const files = ['--docs', 'docs.jsonl', '--in', 'in.jsonl', '--out', 'out.jsonl', '--data', 'data'];
  return new Promise<{ readonly code: number; readonly out: string; readonly error: string }>((resolve) => {
    execFile(trestle, ['retrieve', ...files, ...more], { cwd: home }, (error, out, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: stderr });
    });
  });
}

describe('trestle retrieve', () => {
  test('writes a ranking for each row, and exits with 2 when a row cannot be read', async () => {
    const { code, out, error } = await retrieve('{"id":"1","query":"park my bike"}\nnot json\n');
    expect({ code, out, error }).toEqual({
      code: 2,
      out: 'ranked 2 rows: malformed 1; rows in out.jsonl\n',
      error: 'row 2: the line is not JSON\n',
    });
    const rows = (await readFile(join(home, 'out.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(rows).toEqual([
      { id: '1', ranked: ['a', 'b'], scores: [expect.any(Number), expect.any(Number)] },
      { id: null, error: 'the line is not JSON' },
    ]);
  });

  test('prints what it did as JSON', async () => {
    const { code, out } = await retrieve('', '--format', 'json', '--method', 'lexical');
    expect({ code, out: JSON.parse(out) }).toEqual({
      code: 0,
      out: { rows: 0, malformed: 0, method: 'lexical', out: 'out.jsonl' },
    });
  });

  test.each([
    { more: ['--top', '0'], says: 'from 1 to 1000' },
    { more: ['--method', 'best'], says: 'lexical' },
    { more: ['--in', 'nowhere.jsonl'], says: 'REQUEST_INVALID there is no file `nowhere.jsonl`' },
    { more: ['--out', 'in.jsonl'], says: '`--out` would overwrite `--in`' },
    { more: ['--out', 'no/such/folder.jsonl'], says: 'cannot write `no/such/folder.jsonl`' },
  ])('does not run with $more', async ({ more, says }) => {
    const { code, error } = await retrieve('{"id":"1","query":"x"}\n', ...more);
    expect(code).toBe(1);
    expect(error).toContain(says);
  });
});
