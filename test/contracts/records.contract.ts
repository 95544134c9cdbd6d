import { describe, expect, test } from 'vitest';
import type { Records, World } from '../../core/ports/records.ts';
import type { Json } from '../../core/values/json.ts';

const WORLD: World = {
  users: {
    zoe_1: { email: 'Zoe@Example.com', name: { first_name: 'Zoë', last_name: 'Ames' }, age: 7 },
    abe_2: { email: 'abe@example.com', name: { first_name: 'Abe', last_name: 'AMES' } },
  },
  orders: { '#W1': { email: 'abe@example.com', status: 'pending', total: 10.5 } },
};

/** The contract of a records adapter. `open` starts from the given world. */
export function recordsContract(name: string, open: (world: World) => Promise<Records>): void {
  const ids = async (found: Promise<readonly { readonly id: string }[]>) => (await found).map(({ id }) => id);

  describe(`${name} keeps the records contract`, () => {
    test('a record is read back as it was seeded, and a record that is not there is undefined', async () => {
      const records = await open(WORLD);
      expect(await records.get('orders', '#W1')).toEqual(WORLD['orders']?.['#W1']);
      for (const [collection, id] of [
        ['orders', '#W2'],
        ['nothing', '#W1'],
        ['orders', 'constructor'],
        ['__proto__', 'x'],
      ] as const) {
        expect(await records.get(collection, id), `${collection} ${id}`).toBeUndefined();
      }
    });

    test.each<{ where: Record<string, string>; expected: string[]; why: string }>([
      { where: { email: 'ABE@EXAMPLE.COM' }, expected: ['abe_2'], why: 'case does not matter' },
      { where: { email: 'zoe@example.com' }, expected: ['zoe_1'], why: 'case of the record does not matter' },
      {
        where: { 'name.last_name': 'ames' },
        expected: ['abe_2', 'zoe_1'],
        why: 'a dotted path reaches inside, in order of id',
      },
      { where: { 'name.first_name': 'ZOË' }, expected: ['zoe_1'], why: 'case does not matter beyond ASCII' },
      {
        where: { 'name.last_name': 'ames', 'name.first_name': 'abe' },
        expected: ['abe_2'],
        why: 'all paths must match',
      },
      {
        where: { 'name.first_name': 'zoë', email: 'abe@example.com' },
        expected: [],
        why: 'one path does not match',
      },
      { where: { email: '%@example.com' }, expected: [], why: 'a pattern is only text' },
      { where: { age: '7' }, expected: [], why: 'a number is not text' },
      { where: { "x') OR 1=1 --": 'abe' }, expected: [], why: 'a path is not SQL' },
      { where: { constructor: 'abe' }, expected: [], why: 'a path is not a property of JavaScript' },
    ])('find $where answers $expected: $why', async ({ where, expected }) => {
      const records = await open(WORLD);
      expect(await ids(records.find('users', where))).toEqual(expected);
    });

    test('list answers all records of one collection in order of id', async () => {
      const records = await open(WORLD);
      expect(await ids(records.list('users'))).toEqual(['abe_2', 'zoe_1']);
      expect(await records.list('nothing')).toEqual([]);
    });

    test('a commit changes records and its own reads, and find follows', async () => {
      const records = await open(WORLD);
      expect(await ids(records.find('users', { email: 'new@example.com' }))).toEqual([]);
      const result = await records.commit('k1', ({ get, put }) => {
        put('users', 'abe_2', { ...(get('users', 'abe_2') as object), email: 'New@Example.com' });
        put('users', 'new_3', { email: 'new@example.com' });
        return { now: (get('users', 'abe_2') as { email: string }).email };
      });
      expect(result).toEqual({ now: 'New@Example.com' });
      expect(await ids(records.find('users', { email: 'new@example.com' }))).toEqual(['abe_2', 'new_3']);
      expect(await ids(records.find('users', { email: 'abe@example.com' }))).toEqual([]);
      expect(await ids(records.list('users'))).toEqual(['abe_2', 'new_3', 'zoe_1']);
      expect(await records.committed('k1')).toEqual(result);
    });

    test.each<[string, Json]>([
      ['a record', { n: 1 }],
      ['null', null],
      ['false', false],
      ['nothing to say', ''],
    ])('the same key changes nothing and answers the first result: %s', async (_, value) => {
      const records = await open(WORLD);
      let runs = 0;
      const change = () => {
        runs += 1;
        return value;
      };
      expect(await records.committed('k')).toBeUndefined();
      expect([await records.commit('k', change), await records.commit('k', change)]).toEqual([value, value]);
      expect(runs).toBe(1);
      expect(await records.committed('k')).toEqual(value);
    });

    test('concurrent commits under one key run once, under different keys lose nothing', async () => {
      const records = await open(WORLD);
      const add = (key: string) =>
        records.commit(key, ({ get, put }) => {
          const order = get('orders', '#W1') as { total: number };
          put('orders', '#W1', { ...order, total: order.total + 1 });
          return order.total + 1;
        });
      expect(new Set(await Promise.all(Array.from({ length: 20 }, () => add('same'))))).toEqual(
        new Set([11.5]),
      );
      await Promise.all(Array.from({ length: 20 }, (_, number) => add(`key-${number}`)));
      expect(await records.get('orders', '#W1')).toMatchObject({ total: 31.5 });
    });

    test('a change that throws leaves neither record nor key, and may be tried again', async () => {
      const records = await open(WORLD);
      const failing = records.commit('k', ({ put }) => {
        put('orders', '#W1', { status: 'gone' });
        put('orders', '#W2', { status: 'new' });
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(await records.get('orders', '#W1')).toMatchObject({ status: 'pending' });
      expect(await ids(records.list('orders'))).toEqual(['#W1']);
      expect(await records.committed('k')).toBeUndefined();
      expect(await records.commit('k', () => 'done')).toBe('done');
    });

    test('what was put is not changed by what the caller does with its object later', async () => {
      const records = await open(WORLD);
      const record = { items: ['a'] };
      await records.commit('k', ({ put }) => {
        put('orders', '#W9', record);
        return record;
      });
      record.items.push('b');
      expect(await records.get('orders', '#W9')).toEqual({ items: ['a'] });
      expect(await records.committed('k')).toEqual({ items: ['a'] });
    });
  });
}
