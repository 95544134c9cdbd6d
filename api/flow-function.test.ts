import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { memoryRecords } from '../adapters/records/memory-records.ts';
import { flowFunction } from './index.ts';
import { toolset } from './tool.ts';

const due = flowFunction({
  input: z.object({ days: z.number(), fee: z.number().default(2) }),
  output: z.object({ day: z.string(), total: z.number() }),
  compute({ days, fee }, { now }) {
    expectTypeOf(fee).toEqualTypeOf<number>();
    const day = new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    return { day, total: days * fee };
  },
});

test('a function of flows is typed by its schemas, tried as it is, and part of the toolset', () => {
  const now = new Date('2026-03-02T10:00:00Z');
  expect(due.compute({ days: 3, fee: 2 }, { now })).toEqual({ day: '2026-03-05', total: 6 });
  const built = toolset({ tools: [], functions: { due } })({ records: memoryRecords({}) });
  expect(built.functions).toEqual({ due });
  expect(toolset({ tools: [] })({ records: memoryRecords({}) })).not.toHaveProperty('functions');
});
