import { expect, test } from 'vitest';
import { z } from 'zod';
import { isUnreadable } from '../schemas/fact-values.ts';
import { readFacts } from './read-facts.ts';

const Order = z.object({ total: z.number(), paid: z.boolean() });

/** Why a computed fact cannot be read when its code does this. */
async function whyNot(compute: () => never): Promise<string> {
  const values = await readFacts(
    ['total'],
    { action: { name: 'refund', arguments: {} }, confirmed: false },
    {
      catalogue: new Map([['total', { type: 'number', source: { from: 'computed' } } as never]]),
      computed: { total: { needs: [], compute } as never },
      session: {},
      history: [],
      now: new Date(0),
      record: async () => null,
    },
  );
  const value = values.get('total');
  if (value === undefined || !isUnreadable(value)) throw new Error('it was read');
  return value.why;
}

test.each([
  {
    throws: () => Order.parse({ total: 'ten', paid: 'yes' }) as never,
    why: 'fact `total` could not be read: `total`: Invalid input: expected number, received string (and 1 more)',
  },
  {
    throws: () => z.number().parse('ten') as never,
    why: 'fact `total` could not be read: Invalid input: expected number, received string',
  },
  {
    throws: () => {
      throw new Error('no order\n  in the record');
    },
    why: 'fact `total` could not be read: no order in the record',
  },
  {
    throws: () => {
      throw 'refused';
    },
    why: 'fact `total` could not be read: refused',
  },
])('$why', async ({ throws, why }) => {
  expect(await whyNot(throws)).toBe(why);
});
