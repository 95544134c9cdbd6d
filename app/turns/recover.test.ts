import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { AgentError } from '../../core/errors.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { unverified } from '../../core/principal.ts';
import type { Tool } from '../../core/tool.ts';
import { type RetailHarness, retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';
import { seed } from '../../tools/retail/demo-data.ts';
import { decide } from './decide.ts';
import { beginRecovery, recover } from './recover.ts';

let folder: string;
const opened: { close(): Promise<void> }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trestle-recover-'));
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: RetailHarness = {}) {
  const shop = await retailHarness({ folder, ...options });
  opened.push(shop);
  return shop;
}

/** The ledger's own failure ends a run where it stands, as a killed process does. */
const CRASH = new AgentError('LEDGER_UNAVAILABLE', 'the process was killed');

/** Counts runs of tools with effects: state alone would hide a second one. */
function countingEffects() {
  const keys: string[] = [];
  const wrapTool = (tool: Tool): Tool =>
    tool.effects
      ? {
          ...tool,
          run: (args, call) => {
            keys.push(call.key);
            return tool.run(args, call);
          },
        }
      : tool;
  return { keys, wrapTool };
}

describe('a crash at any step of the turn that acts', () => {
  const crashes = Array.from({ length: 6 }, (_, index) => index + 1);

  test.each(crashes)('step %i: the effect happens exactly once, and the thread answers', async (at) => {
    const records = memoryRecords(seed());
    const { keys, wrapTool } = countingEffects();
    let armed = false;
    const before = await start({
      records,
      wrapTool,
      beforeStep: ({ number }) => {
        if (armed && number === at) throw CRASH;
      },
    });
    const thread = await before.open('t1', mia);
    await before.say(thread, 'cancel order #W1000004, it was ordered by mistake');
    armed = true;
    const crashed = await before.say(thread, 'yes').then(
      () => 'ran to its end',
      () => 'crashed',
    );
    const after = await start({ records, wrapTool });
    const { failed } = await recover(after.harness);
    expect(failed).toEqual([]);
    expect(crashed).toBe('crashed');
    expect(await records.get('orders', '#W1000004')).toMatchObject({ status: 'cancelled' });
    // The first balance was 80.00 and the order had cost 26.21.
    expect(await records.get('users', mia)).toMatchObject({
      payment_methods: { gift_card_1000002: { balance: 106.21 } },
    });
    expect(new Set(keys).size).toBe(1);
    const actions = await after.ledger.actions.list({ thread_id: thread });
    const ran = actions.filter(
      ({ proposal, status }) => proposal.action.name === 'cancel_pending_order' && status === 'executed',
    );
    expect(ran).toHaveLength(1);
    const last = (await after.ledger.threads.transcript(thread, 50)).at(-1);
    expect(last).toMatchObject({ role: 'agent', text: expect.stringContaining('#W1000004 is cancelled') });
    expect(await after.say(thread, 'where is order #W1000001?')).toMatchObject({ outcome: 'answered' });
  });
});

/** A ledger whose named method breaks once it is armed. */
function breaking(part: keyof Omit<Ledger, 'close'>, method: string, armed: { on: boolean }) {
  return (ledger: Ledger): Ledger => {
    const log = ledger[part] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const broken = async (...args: unknown[]) => {
      if (armed.on) throw CRASH;
      return log[method]?.(...args);
    };
    return { ...ledger, [part]: { ...log, [method]: broken } };
  };
}

describe('a crash beside the graph', () => {
  test.each([
    ['after the effect, before it is recorded', 'actions', 'settle'],
    ['after the run, before the turn is recorded', 'turns', 'finish'],
    ['before the action is claimed', 'actions', 'claim'],
    ['before the action is judged', 'actions', 'judged'],
    ['before the steps are recorded', 'turns', 'steps'],
    ['before the first look at the history', 'actions', 'history'],
  ] as const)('%s: the effect happens exactly once', async (_where, part, method) => {
    const records = memoryRecords(seed());
    const armed = { on: false };
    const before = await start({ records, wrap: breaking(part, method, armed) });
    const thread = await before.open('t1', mia);
    await before.say(thread, 'cancel order #W1000004, it was ordered by mistake');
    armed.on = true;
    await before.say(thread, 'yes').catch(() => undefined);
    const after = await start({ records });
    expect((await recover(after.harness)).failed).toEqual([]);
    expect(await records.get('users', mia)).toMatchObject({
      payment_methods: { gift_card_1000002: { balance: 106.21 } },
    });
    const executed = (await after.ledger.actions.list({ thread_id: thread })).filter(
      ({ proposal, status }) => proposal.by === 'flow' && status === 'executed',
    );
    const names = executed.map(({ proposal }) => proposal.action.name);
    expect(names.filter((name) => name === 'cancel_pending_order')).toHaveLength(1);
    expect(await after.ledger.recovery.unfinished()).toEqual([]);
  });

  test('a message accepted while a person has the thread does not take it from them', async () => {
    const armed = { on: false };
    const before = await start({ wrap: breaking('turns', 'finish', armed) });
    const thread = await before.open('t1', mia);
    const called = await before.say(thread, 'I want to talk to a human');
    armed.on = true;
    await expect(before.say(thread, 'hello?')).rejects.toBe(CRASH);
    const after = await start();
    expect((await recover(after.harness)).failed).toEqual([]);
    const [, second] = await after.ledger.turns.list({ thread_id: thread, limit: 5 });
    expect(second).toMatchObject({ status: 'done', outcome: 'escalated' });
    await decide(after.harness, called.escalation_id ?? '', {
      decision: 'answer',
      by: unverified('op'),
      text: 'Hi Mia.',
    });
    const said = await after.ledger.threads.transcript(thread, 50);
    expect(said.at(-1)).toMatchObject({ role: 'person', text: 'Hi Mia.' });
  });

  test("a person's answer reaches the thread's events although the process died over it", async () => {
    const armed = { on: false };
    const before = await start({
      wrap: breaking('turns', 'finish', armed),
    });
    const thread = await before.open('t1', mia);
    const { escalation_id } = await before.say(thread, 'I want to talk to a human');
    armed.on = true;
    const decision = { decision: 'answer', by: unverified('op'), text: 'Hi Mia.' } as const;
    await expect(decide(before.harness, escalation_id ?? '', decision)).rejects.toBe(CRASH);
    const after = await start();
    expect((await recover(after.harness)).failed).toEqual([]);
    const events = await after.ledger.events.since(thread, 0, 100);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'reply', data: expect.objectContaining({ text: 'Hi Mia.' }) }),
    );
    expect(await after.ledger.escalations.get(escalation_id ?? '')).toMatchObject({ status: 'closed' });
  });

  test('a decision that was recorded and not brought in is brought in at the next start', async () => {
    const before = await start();
    const thread = await before.open('t1', mia);
    const { escalation_id } = await before.say(thread, 'I want to talk to a human');
    const at = new Date().toISOString();
    await before.ledger.escalations.decide(
      escalation_id ?? '',
      { decision: 'answer', by: unverified('op'), text: 'Hi.' },
      at,
    );
    const waiting = before.say(thread, 'are you there?');
    expect(await waiting).toMatchObject({ outcome: 'escalated' });
    const after = await start();
    expect(await recover(after.harness)).toEqual({ finished: 1, failed: [] });
    expect((await after.ledger.threads.transcript(thread, 50)).at(-1)).toMatchObject({ text: 'Hi.' });
  });
});

describe("a crash after a node's writes and before the next checkpoint", () => {
  const crashes = Array.from({ length: 8 }, (_, index) => index + 1);

  test.each(crashes)('checkpoint %i: the yes is not lost, and counts once', async (at) => {
    const records = memoryRecords(seed());
    const { keys, wrapTool } = countingEffects();
    let saved = 0;
    let armed = false;
    const before = await start({
      records,
      wrapTool,
      beforeCheckpoint: () => {
        if (!armed) return;
        saved += 1;
        if (saved >= at) throw CRASH;
      },
    });
    const thread = await before.open('t1', mia);
    await before.say(thread, 'cancel order #W1000004, it was ordered by mistake');
    armed = true;
    await before.say(thread, 'yes').catch(() => undefined);
    const after = await start({ records, wrapTool });
    expect((await recover(after.harness)).failed).toEqual([]);
    expect(await records.get('orders', '#W1000004')).toMatchObject({ status: 'cancelled' });
    expect(new Set(keys).size).toBe(1);
    const last = (await after.ledger.threads.transcript(thread, 50)).at(-1);
    expect(last).toMatchObject({ role: 'agent', text: expect.stringContaining('#W1000004 is cancelled') });
  });
});

describe('recovery beside what comes', () => {
  test('keeps its threads busy, serves all others, runs several at once and no more than four', async () => {
    const armed = { on: false };
    const before = await start({ wrap: breaking('turns', 'finish', armed) });
    const threads: string[] = [];
    for (let number = 1; number <= 6; number += 1) threads.push(await before.open(`t${number}`, mia));
    armed.on = true;
    for (const thread of threads)
      await before.say(thread, 'where is order #W1000001?').catch(() => undefined);
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let [begun, most] = [0, 0];
    const held = (ledger: Ledger): Ledger => ({
      ...ledger,
      turns: {
        ...ledger.turns,
        async finish(turnId, ...rest) {
          begun += 1;
          most = Math.max(most, begun);
          if (!served.has(turnId)) await gate;
          begun -= 1;
          return ledger.turns.finish(turnId, ...rest);
        },
      },
    });
    const served = new Set<string>();
    const after = await start({ wrap: held });
    const recovery = await beginRecovery([after.harness]);
    await expect.poll(() => begun).toBe(4);
    expect(after.harness.recovering.size).toBe(6);
    for (const thread of threads)
      await expect(after.say(thread, 'hello?')).rejects.toMatchObject({
        code: 'THREAD_BUSY',
        retryable: true,
      });
    const other = await after.open('t7', mia);
    after.harness.events.subscribe(other, ({ type, data }) => {
      if (type === 'turn-start') served.add(String(data['turn_id']));
    });
    expect(await after.say(other, 'where is order #W1000001?')).toMatchObject({ outcome: 'answered' });
    open();
    expect(await recovery.ended).toEqual({ finished: 6, failed: [] });
    expect(most).toBeLessThanOrEqual(5);
    expect(after.harness.recovering.size).toBe(0);
    for (const thread of threads)
      expect(await after.say(thread, 'where is order #W1000001?')).toMatchObject({ outcome: 'answered' });
  });

  test('refuses a decision on a thread that it works on, and begins nothing more once it is stopped', async () => {
    const armed = { on: false };
    const before = await start({ wrap: breaking('turns', 'finish', armed) });
    const thread = await before.open('t1', mia);
    const called = await before.say(thread, 'I want to talk to a human');
    armed.on = true;
    await before.say(thread, 'hello?').catch(() => undefined);
    const after = await start();
    after.harness.recovering.add(thread);
    const decision = { decision: 'answer', by: unverified('op'), text: 'Hi Mia.' } as const;
    await expect(decide(after.harness, called.escalation_id ?? '', decision)).rejects.toMatchObject({
      code: 'THREAD_BUSY',
    });
    after.harness.recovering.clear();
    const recovery = await beginRecovery([after.harness]);
    await recovery.stop();
    expect(await decide(after.harness, called.escalation_id ?? '', decision)).toMatchObject({
      status: 'closed',
    });
  });

  test('once stopped begins no second work on a thread either, and says when the first has ended', async () => {
    const armed = { on: false };
    const before = await start({ wrap: breaking('turns', 'finish', armed) });
    const thread = await before.open('t1', mia);
    const { escalation_id } = await before.say(thread, 'I want to talk to a human');
    armed.on = true;
    await before.say(thread, 'hello?').catch(() => undefined);
    const decision = { decision: 'answer', by: unverified('op'), text: 'Hi Mia.' } as const;
    await decide(before.harness, escalation_id ?? '', decision).catch(() => undefined);
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let begun = 0;
    const after = await start({
      wrap: (ledger) => ({
        ...ledger,
        turns: {
          ...ledger.turns,
          async finish(...args) {
            begun += 1;
            await gate;
            return ledger.turns.finish(...args);
          },
        },
      }),
    });
    const recovery = await beginRecovery([after.harness]);
    await expect.poll(() => begun).toBe(1);
    let stopped = false;
    const stop = recovery.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    open();
    await stop;
    expect(await recovery.ended).toEqual({ finished: 1, failed: [] });
    expect(await after.ledger.recovery.unfinished()).toHaveLength(1);
    expect(await recover(after.harness)).toEqual({ finished: 1, failed: [] });
  });
});
