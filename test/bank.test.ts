import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { memoryRecords, openAgent, tryTool } from 'trestle/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from './fixtures/bank/tools/cards/demo-data.ts';
import { raiseLimit } from './fixtures/bank/tools/cards/effects.ts';

// An agent that was written from docs/your-own-agent.md and docs/tools.md alone, over the public interface.
const project = join(import.meta.dirname, 'fixtures/bank');
let data = '';
let agent: Awaited<ReturnType<typeof openAgent>>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'trestle-bank-'));
  agent = await openAgent({ project, agent: 'cards', data });
}, 120_000);
afterAll(async () => {
  await agent?.close();
  await rm(data, { recursive: true, force: true });
});

function trestle(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const bin = join(import.meta.dirname, '../bin/trestle');
  const env = { PATH: process.env['PATH'], NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(bin, [...args, '--project', project], { env }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: `${out}${stderr}`.trim() }),
    );
  });
}

/** Lines under the project, by the kind of file. */
async function lines(): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const files = await readdir(project, { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile() && !each.parentPath.includes('.trestle'))) {
    const text = await readFile(join(file.parentPath, file.name), 'utf8');
    const kind = extname(file.name);
    counts.set(kind, (counts.get(kind) ?? 0) + text.split('\n').length - 1);
  }
  return counts;
}

describe("the bank's files", () => {
  test('the guide says how many lines they have, and shows flows that they have', async () => {
    const guide = await readFile(join(import.meta.dirname, '../docs/your-own-agent.md'), 'utf8');
    const count = await lines();
    const of = (kind: string) => count.get(kind)?.toLocaleString('en-US');
    const rows = (count.get('.txt') ?? 0) + (count.get('.jsonl') ?? 0);
    expect(guide.replaceAll('\n', ' ')).toContain(
      `${of('.yaml')} lines of YAML, ${of('.json')} of JSON, ${of('.ts')} of TypeScript, ${of('.md')} of Markdown, and ${rows} messages and questions`,
    );
    for (const flow of ['identify', 'choose-card']) {
      const text = await readFile(join(project, `agents/cards/flows/${flow}.yaml`), 'utf8');
      expect(guide).toContain(text.slice(text.indexOf('slots:')));
    }
  });

  test('check has no errors and no warnings', { timeout: 60_000 }, async () => {
    expect(await trestle('check')).toEqual({
      code: 0,
      out: 'checked 1 agent (cards): 0 errors, 0 warnings',
    });
  });

  test('all policy cases are green, and cover all rules', { timeout: 60_000 }, async () => {
    expect(await trestle('policy', 'test')).toEqual({ code: 0, out: 'cards: 35 cases, 35 green' });
    const { code, out } = await trestle('policy', 'coverage');
    expect(code).toBe(0);
    expect(out).toContain('cards: 14 of 14 rules covered by 35 cases');
  });

  test('the evals are green', { timeout: 120_000 }, async () => {
    const { code, out } = await trestle('eval', '--data', join(data, 'evals'));
    expect(out).toContain('cards green: 11 of 11 scenarios passed');
    expect(code).toBe(0);
  });
});

describe('raise_limit', () => {
  test('raises a limit once, however often it is tried', async () => {
    const { run } = tryTool(raiseLimit, { records: memoryRecords(seed()) });
    const first = await run({ card_id: 'K1', limit: 3000 });
    expect(first).toEqual({ card_id: 'K1', last_four: '4821', limit: 3000 });
    expect(await run({ card_id: 'K1', limit: 3000 })).toEqual(first);
  });

  test('does nothing above the ceiling of the card', async () => {
    const { run } = tryTool(raiseLimit, { records: memoryRecords(seed()) });
    await expect(run({ card_id: 'K1', limit: 6001 })).rejects.toMatchObject({ name: 'NotDone' });
  });
});

describe('a conversation', () => {
  test('blocks a card of a customer who says who they are, after a yes, once', async () => {
    const thread = await agent.thread({});
    await thread.say('I lost my card, please block it');
    await thread.say('+1 555 010 0142');
    expect((await thread.say('4821')).reply?.text).toContain('Debit card ending in 7730');
    expect((await thread.say('the debit card')).outcome).toBe('awaiting_confirmation');
    expect(await thread.records.get('cards', 'K2')).toMatchObject({ status: 'active' });
    const done = await thread.say('yes');
    expect(done.outcome).toBe('answered');
    expect(await thread.records.get('cards', 'K2')).toMatchObject({ status: 'blocked' });
    const again = await thread.say('Block my debit card');
    expect(again.outcome).toBe('refused');
    await thread.close();
  });

  test('an amount said at the start is kept, whatever other digits answer the questions after it', async () => {
    const thread = await agent.thread({});
    await thread.say('Raise my limit to 2000');
    await thread.say('+1 555-010-0142');
    await thread.say('7730');
    const shown = await thread.say('the debit card');
    expect(shown.outcome).toBe('awaiting_confirmation');
    expect(shown.reply?.text).toContain('becomes $2000; it is $1500 now');
    await thread.close();
  });

  test('a person approves a large dispute, and the customer is asked all the same', async () => {
    const thread = await agent.thread({ customer_id: 'ada' });
    await thread.say('I want to dispute a charge on my credit card');
    await thread.say('Lumen Electronics');
    expect((await thread.say("it wasn't me")).outcome).toBe('escalated');
    await thread.decide({ decision: 'approve', by: { kind: 'operator', id: 'jo' } });
    expect(await thread.lastReply()).toContain('Dispute $899.00 at Lumen Electronics');
    expect(await thread.records.get('charges', 'T2')).toMatchObject({ disputed: false });
    expect((await thread.say('yes')).outcome).toBe('answered');
    expect(await thread.records.get('charges', 'T2')).toMatchObject({ disputed: true });
    await thread.close();
  });

  test('a charge of three months ago is not disputed', async () => {
    const thread = await agent.thread({ customer_id: 'ada' });
    await thread.say('I want to dispute a charge on my credit card');
    const denied = await thread.say('Corner Bakery');
    expect(denied.outcome).toBe('refused');
    expect(denied.reply?.text).toContain('60 days');
    expect(await thread.records.get('charges', 'T3')).toMatchObject({ disputed: false });
    await thread.close();
  });

  test('what is left of a limit is computed, said in its currency, and offered to be raised where it is little', async () => {
    const thread = await agent.thread({ customer_id: 'ada' });
    const credit = await thread.say('What is the limit of my credit card?');
    expect(credit.reply?.text).toContain('spent $972.50 of it in the last 30 days, and $1,027.50 are left.');
    expect(credit.reply?.text).toContain('I can raise the limit');
    const debit = await thread.say('And what is the limit of my debit card?');
    expect(debit.reply?.text).toContain('$1,500.00 are left.');
    expect(debit.reply?.text).not.toContain('I can raise the limit');
    await thread.close();
  });

  test('what is refused anyway is refused before the rest is asked for, and leaves no action', async () => {
    const thread = await agent.thread({ customer_id: 'ada' });
    await thread.say('I want to dispute a charge on my credit card');
    const late = await thread.say('Corner Bakery');
    expect(late).toMatchObject({ outcome: 'refused', actions: [] });
    expect(late.reply?.text).toContain('60 days');
    expect(late.reply?.text).not.toContain('Why do you dispute');
    const blocked = await thread.say('Raise the limit of my travel card');
    expect(blocked.outcome).toBe('refused');
    expect(blocked.reply?.text).toContain('blocked already');
    await thread.close();
  });

  test('an amount that was said is judged as the number that it is, and the second raise is refused', async () => {
    const thread = await agent.thread({ customer_id: 'ada' });
    const asked = await thread.say('Raise the limit of my credit card to $9,000');
    expect(asked).toMatchObject({ outcome: 'awaiting_confirmation' });
    expect(asked.actions.at(-1)).toMatchObject({ arguments: { limit: 6000 } });
    await thread.say('yes');
    expect(await thread.records.get('cards', 'K1')).toMatchObject({ limit: 6000 });
    const second = await thread.say('Now raise the limit of my debit card to $2,500');
    expect(second.outcome).toBe('refused');
    expect(second.reply?.text).toContain('one limit in 30 days');
    expect(await thread.records.get('cards', 'K2')).toMatchObject({ limit: 1500 });
    await thread.close();
  });

  test('whoever asks for a person gets one', async () => {
    const thread = await agent.thread({ customer_id: 'bo' });
    expect((await thread.say('I want to talk to a person')).outcome).toBe('escalated');
    await thread.close();
  });
});
