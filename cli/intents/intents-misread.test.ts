import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from '../../app/open/open-ledger.ts';
import { AT } from '../../test/fixtures/ledger/rows.ts';
import { runIntents } from '../../test/run-intents.ts';

let project: string;
const examples = 'agents/tiny/examples/renew-loan.txt';
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'trestle-misread-'));
  await cp(join(import.meta.dirname, '../../test/fixtures/tiny'), project, { recursive: true });
});
afterEach(async () => {
  process.exitCode = 0;
  await rm(project, { recursive: true, force: true });
});

async function recorded(turn_id: string, text: string): Promise<void> {
  const ledger = await openLedger(join(project, '.trestle'));
  const thread = { thread_id: 't1', config_version: 'c1' };
  await ledger.threads.open({ ...thread, agent: 'tiny', customer_id: null, created_at: AT });
  await ledger.turns.accept({ ...thread, turn_id, text, idempotency_key: null, at: AT });
  await ledger.close();
}

const misread = (turn: string, intent: string, ...more: readonly string[]) =>
  runIntents('--project', project, 'intents', 'misread', turn, '--intent', intent, ...more);

test('a message joins the examples of its intent, without what is personal, and the rest of the file stays', async () => {
  await writeFile(join(project, examples), `# ours\n${await readFile(join(project, examples), 'utf8')}`);
  const before = await readFile(join(project, examples), 'utf8');
  await recorded('u1', '#book 90210\nmay stay with me, I am sara@example.org');
  const { out, code } = await misread('u1', 'renew-loan');
  const line = 'book 12345 may stay with me, I am someone@example.com';
  expect(await readFile(join(project, examples), 'utf8')).toBe(`${before}${line}\n`);
  expect(out).toContain(`${examples}:${before.split('\n').length} added: ${line}`);
  expect(out).toContain('checked 1 agent (tiny): 0 errors');
  expect(code).toBe(0);
  const again = JSON.parse((await misread('u1', 'renew-loan', '--format', 'json')).out);
  expect(again).toMatchObject({ added: false, line: before.split('\n').length, text: line });
});

test('a message that is an example of another intent is told with both places', async () => {
  const other = await readFile(join(project, 'agents/tiny/examples/opening-hours.txt'), 'utf8');
  await recorded('u1', other.split('\n')[0] ?? '');
  const { out, code } = await misread('u1', 'renew-loan');
  expect(out).toContain('EXAMPLES_SHARED');
  expect(out).toContain('agents/tiny/examples/opening-hours.txt:1');
  expect(code).toBe(2);
});

test('neither an unknown turn nor an unknown intent writes anything', async () => {
  const before = await readFile(join(project, examples), 'utf8');
  await recorded('u1', 'hello');
  await expect(misread('u2', 'renew-loan')).rejects.toMatchObject({ code: 'TURN_UNKNOWN' });
  await expect(misread('u1', 'renew-lone')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  expect(await readFile(join(project, examples), 'utf8')).toBe(before);
});
