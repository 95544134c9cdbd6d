import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import { toolset } from '../../tools/retail/index.ts';
import { retailHarness } from '../retail-harness.ts';
import { mia } from '../retail-shop.ts';

const TELL = 'I note it as no longer needed.';
const CANCEL = 'cancel order #W1000001, it was ordered by mistake';

/** The shop's rules, and one that writes another reason into every cancellation. */
async function changingPolicy({ unasked = false } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'trestle-modified-'));
  try {
    const folder = join(root, 'policies/retail');
    await cp(fileURLToPath(new URL('../../policies/retail', import.meta.url)), folder, { recursive: true });
    const rule = {
      name: 'one-reason',
      why: 'The shop keeps one reason for all cancellations.',
      conditions: { all: [{ fact: 'order', path: '$.exists', operator: 'equal', value: true }] },
      event: {
        type: 'modify',
        params: { code: 'one_reason', tell: TELL, set: { reason: 'no longer needed' } },
      },
    };
    const file = { appliesTo: { tools: ['cancel_pending_order'] }, default: 'allow', rules: [rule] };
    await writeFile(join(folder, 'one-reason.rules.json'), JSON.stringify(file));
    if (unasked) {
      const confirmation = join(folder, 'confirmation.rules.json');
      const rules = JSON.parse(await readFile(confirmation, 'utf8'));
      const tools = rules.appliesTo.tools.filter((name: string) => name !== 'cancel_pending_order');
      await writeFile(confirmation, JSON.stringify({ ...rules, appliesTo: { tools } }));
    }
    const { tools, facts: computed } = toolset({ records: memoryRecords({}) });
    const policy = unwrap(await loadPolicy({ root, agent: 'retail', tools, computed }));
    return () => policy;
  } finally {
    await rm(root, { recursive: true });
  }
}

let shop: Awaited<ReturnType<typeof retailHarness>>;
afterEach(() => shop.close());
const cancellation = async (thread: string) =>
  (await shop.ledger.actions.list({ thread_id: thread })).find(
    ({ proposal }) => proposal.action.name === 'cancel_pending_order',
  );
const reasonOnRecord = async (): Promise<Json | undefined> =>
  ((await shop.records.get('orders', '#W1000001')) as JsonObject)['cancel_reason'];

test('what a rule changes is shown with its reason and what it was, done after the yes, and both stay on record', async () => {
  shop = await retailHarness({ policy: await changingPolicy() });
  const thread = await shop.open('t1', mia);
  const shown = await shop.say(thread, CANCEL);
  expect(shown).toMatchObject({ outcome: 'awaiting_confirmation' });
  expect(shown.reply.text).toContain(TELL);
  expect(shown.reply.text).toMatch(/no longer needed.*Instead of: .*ordered by mistake/s);
  const done = await shop.say(thread, 'yes');
  expect(done).toMatchObject({ outcome: 'answered', actions: [{ executed: true }] });
  expect(done.reply.text).not.toContain(TELL);
  expect(await reasonOnRecord()).toBe('no longer needed');
  expect(await cancellation(thread)).toMatchObject({
    status: 'executed',
    verdict: {
      action: { arguments: { reason: 'no longer needed' } },
      rules: expect.arrayContaining(['one-reason']),
      modified: { from: { order_id: '#W1000001', reason: 'ordered by mistake' }, reasons: [{ tell: TELL }] },
    },
  });
});

test('what a rule changes in an action that needs no yes is told in the answer', async () => {
  shop = await retailHarness({ policy: await changingPolicy({ unasked: true }) });
  const thread = await shop.open('t1', mia);
  const { reply, outcome } = await shop.say(thread, CANCEL);
  expect(outcome).toBe('answered');
  expect(reply.text).toMatch(/I note it as no longer needed\..*Instead of: .*ordered by mistake/s);
  expect(await reasonOnRecord()).toBe('no longer needed');
});
