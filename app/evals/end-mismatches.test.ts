import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Finally, ScenariosFile } from '../../config/schemas/scenario-schema.ts';
import { endMismatches, type ScenarioEnd } from './end-mismatches.ts';

const LEFT: ScenarioEnd = {
  executed: [
    { name: 'cancel_order', arguments: { order_id: '#W1', reason: 'no longer needed' } },
    { name: 'change_address', arguments: { zip: '31401' } },
  ],
  replies: ['Order #W1 is cancelled.', 'Your money is back, guaranteed.'],
  read: async (tool, args) => {
    if (tool === 'broken') throw new Error('no such record store');
    return { tool, id: args['id'] ?? null, status: 'cancelled', items: [{ id: '7' }, { id: '8' }] };
  },
};

async function found(written: z.input<typeof ScenariosFile>['scenarios'][number]['finally']) {
  const file = ScenariosFile.parse({ scenarios: [{ name: 'x', turns: [{ says: 'x' }], finally: written }] });
  const mismatches = await endMismatches(file.scenarios[0]?.finally as Finally, LEFT);
  return mismatches.map(({ what, expected, actual }) => `${what}: ${expected} | ${actual}`);
}

describe('what holds in the end is not mentioned', () => {
  test.each([
    [{}],
    [{ executed: [{ name: 'cancel_order', arguments: { order_id: '#W1' } }, { name: 'change_address' }] }],
    [{ records: [{ read: 'get_order', with: { id: '#W1' }, has: { id: '#W1', status: 'cancelled' } }] }],
    [{ records: [{ read: 'get_order', has: { items: [{ id: '7' }, {}] } }] }],
    [{ never: ['promise'] }],
  ])('%j', async (written) => {
    expect(await found(written)).toEqual([]);
  });
});

const RAN = 'cancel_order {"order_id":"#W1","reason":"no longer needed"}; change_address {"zip":"31401"}';

describe('what does not hold in the end is told with what is', () => {
  test.each([
    [{ executed: [] }, `finally.executed: none | ${RAN}`],
    [
      { executed: [{ name: 'change_address' }, { name: 'cancel_order' }] },
      `finally.executed: change_address {}; cancel_order {} | ${RAN}`,
    ],
    [{ executed: [{ name: 'cancel_order' }] }, `finally.executed: cancel_order {} | ${RAN}`],
    [
      { records: [{ read: 'get_order', has: { status: 'pending' } }] },
      'finally.records: get_order {} has {"status":"pending"} | {"status":"cancelled"}',
    ],
    [
      { records: [{ read: 'get_order', has: { items: [{ id: '7' }] } }] },
      'finally.records: get_order {} has {"items":[{"id":"7"}]} | {"items":[{"id":"7"},{"id":"8"}]}',
    ],
    [
      { records: [{ read: 'broken', has: {} }] },
      'finally.records: broken {} has {} | Error: no such record store',
    ],
    [
      { never: ['GUARANTEED', 'promise'] },
      'finally.never: in no reply: GUARANTEED | Your money is back, guaranteed.',
    ],
  ])('%j', async (written, line) => {
    expect(await found(written)).toEqual([line]);
  });
});
