import { describe, expect, test } from 'vitest';
import type { World } from '../../core/ports/records.ts';
import { recordsContract } from '../../test/contracts/records.contract.ts';
import { memoryRecords } from './memory-records.ts';

recordsContract('memoryRecords', async (world) => memoryRecords(world));

describe('memoryRecords', () => {
  const world: World = {
    orders: Object.fromEntries(
      Array.from({ length: 1000 }, (_, n) => [`#W${n}`, { status: 'pending', note: `n${n}` }]),
    ),
  };

  test("forks share the world and not each other's changes", async () => {
    const [one, other] = [memoryRecords(world), memoryRecords(world)];
    await one.commit('k', ({ put }) => {
      put('orders', '#W1', { status: 'cancelled' });
      return null;
    });
    expect(await one.get('orders', '#W1')).toEqual({ status: 'cancelled' });
    expect(await other.get('orders', '#W1')).toEqual({ status: 'pending', note: 'n1' });
    expect(await other.committed('k')).toBeUndefined();
    expect(await other.get('orders', '#W2')).toBe(world['orders']?.['#W2']);
  });

  test('overrides replace and add records in this fork only', async () => {
    const fork = memoryRecords(world, {
      orders: { '#W1': { status: 'delivered' }, '#Wnew': { status: 'pending', note: 'n1' } },
    });
    expect(await fork.get('orders', '#W1')).toEqual({ status: 'delivered' });
    expect((await fork.find('orders', { note: 'n1' })).map(({ id }) => id)).toEqual(['#Wnew']);
    expect((await memoryRecords(world).find('orders', { note: 'n1' })).map(({ id }) => id)).toEqual(['#W1']);
    expect(await fork.list('orders')).toHaveLength(1001);
  });
});
