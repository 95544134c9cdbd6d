import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { unverified } from '../../core/principal.ts';
import type { AgentState } from '../../core/state.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';
import { seed } from '../../tools/retail/demo-data.ts';
import { decide } from './decide.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-earlier-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The state as it was written when each of its values had a channel of its own. */
function asEarlier({ messages, thread, turn, ...rest }: AgentState): object {
  const { goals, ...known } = thread;
  const { turn_id, text, proposals, steps, lastAction, confirmed, ...others } = turn;
  return {
    ...{ ...rest, messages, ...known, ...others, ended: lastAction },
    turn: { turn_id, text, proposals, steps },
    intents: goals.map(({ intent, since_turn }) => ({ name: intent, since_turn })),
    flows: goals.flatMap(({ intent, flow }) => (flow ? [{ ...flow, intent }] : [])),
    consent: { confirmed, approved: goals.find(({ approved }) => approved)?.approved ?? null },
  };
}

/** Writes the folder's checkpoints as the earlier version wrote them. */
function rewrite(): void {
  const database = new Database(join(folder, 'checkpoints.db'));
  const rows = database.prepare('select rowid, checkpoint from checkpoints').all() as {
    rowid: number;
    checkpoint: Buffer;
  }[];
  expect(rows).toHaveLength(1);
  for (const { rowid, checkpoint } of rows) {
    const { channel_values, ...kept } = JSON.parse(checkpoint.toString());
    const earlier = JSON.stringify({ ...kept, channel_values: asEarlier(channel_values) });
    database.prepare('update checkpoints set checkpoint = ? where rowid = ?').run(earlier, rowid);
  }
  database.close();
}

/** A conversation under the earlier version, then its folder under this one. */
async function laterOn(before: (shop: Awaited<ReturnType<typeof retailHarness>>) => Promise<string>) {
  const records = memoryRecords(seed());
  const broken = { down: false };
  const options = { folder, records };
  const earlier = await retailHarness({
    ...options,
    wrapTool: (tool) => ({
      ...tool,
      run: async (args, call) => {
        if (broken.down && call.key.startsWith('read:')) throw new Error('no answer');
        return tool.run(args, call);
      },
    }),
  });
  await earlier.open('t1', mia);
  expect(await earlier.say('t1', 'cancel order #W1000001, it was ordered by mistake')).toMatchObject({
    outcome: 'awaiting_confirmation',
  });
  broken.down = true;
  const waiting = await before(earlier);
  await earlier.close();
  rewrite();
  const statusOf = async (id: string) => ((await records.get('orders', id)) as { status: string }).status;
  return { waiting, statusOf, shop: await retailHarness(options) };
}

test('a confirmation that waits in an earlier checkpoint is answered by the yes', async () => {
  const { shop, statusOf } = await laterOn(async () => '');
  expect(await shop.say('t1', 'yes')).toMatchObject({ outcome: 'answered' });
  expect(await statusOf('#W1000001')).toBe('cancelled');
  await shop.close();
});

test('an escalation that waits in an earlier checkpoint is decided, and its action done once', async () => {
  const { shop, statusOf, waiting } = await laterOn(async (earlier) => {
    const { outcome, escalation_id } = await earlier.say('t1', 'yes');
    expect(outcome).toBe('escalated');
    return escalation_id ?? '';
  });
  expect(await decide(shop.harness, waiting, { decision: 'approve', by: unverified('op') })).toMatchObject({
    status: 'closed',
  });
  if ((await statusOf('#W1000001')) === 'pending') await shop.say('t1', 'yes');
  expect(await statusOf('#W1000001')).toBe('cancelled');
  const actions = await shop.ledger.actions.list({ thread_id: 't1' });
  expect(
    actions.filter(
      ({ status, verdict }) => status === 'executed' && verdict.action.name === 'cancel_pending_order',
    ),
  ).toHaveLength(1);
  await shop.close();
});
