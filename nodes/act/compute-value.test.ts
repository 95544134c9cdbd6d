import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { FlowFunction } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { settingOf } from '../../test/flow-setting.ts';
import { evaluateFlow } from './evaluate-flow.ts';

const Item = z.object({ name: z.string(), price: z.number() });
const total: FlowFunction = {
  input: z.object({ items: z.array(Item), fee: z.number().default(5) }),
  output: z.object({ sum: z.number(), at: z.string() }),
  compute: ({ items, fee }, { now }) => ({
    sum: (items as z.output<typeof Item>[]).reduce((sum, { price }) => sum + price, fee as number),
    at: now.toISOString().slice(0, 10),
  }),
};
const items = [
  { name: 'Lamp', price: 12 },
  { name: 'Mug', price: 4 },
];

function flowOf(functions: { readonly [name: string]: FlowFunction }, steps: readonly unknown[]) {
  const flows = new Map([['main', Flow.parse({ about: 'x', steps })]]);
  return (slots: JsonObject) =>
    evaluateFlow(settingOf(flows, 'main', { functions }), { ...newFrame('main', ''), slots });
}

const sums = { compute: { function: 'total', with: { items: '{items}' }, as: 'total' } };
const failing = (compute: FlowFunction['compute']) =>
  flowOf({ total: { ...total, compute } }, [sums])({ items });

describe('a computed value', () => {
  test('is known to later steps, and a ground of what they say', () => {
    const flow = flowOf({ total }, [sums, { say: '{total.sum} on {total.at}, for {items[].name|list}.' }]);
    expect(flow({ items })).toMatchObject({
      do: 'say',
      text: '21 on 2026-03-02, for Lamp and Mug.',
      grounds: [
        '{total.sum} on {total.at}, for {items[].name|list}.',
        '{"sum":21}',
        '{"at":"2026-03-02"}',
        '{"name":["Lamp","Mug"]}',
      ],
    });
  });

  test('follows a corrected slot: nothing of it is remembered', () => {
    const flow = flowOf({ total }, [sums, { say: '{total.sum}' }]);
    expect([items, items.slice(1)].map((each) => flow({ items: each }))).toMatchObject([
      { text: '21' },
      { text: '9' },
    ]);
  });

  test('inside `each` is that of the element', () => {
    const flow = flowOf({ total }, [
      {
        each: '{boxes}',
        as: 'box',
        steps: [{ compute: { function: 'total', with: { items: '{box}', fee: 0 }, as: 'total' } }],
        collect: { sums: '{total.sum}' },
      },
      { say: '{sums|list}' },
    ]);
    expect(flow({ boxes: [items, items.slice(1)] })).toMatchObject({ do: 'say', text: '16 and 4' });
  });

  test('cannot change what the flow remembers', () => {
    const slots = { items: structuredClone(items) };
    const greedy = { ...total, input: z.object({ items: z.any() }) };
    const compute = ({ items: given }: JsonObject): Json => {
      (given as Json[]).length = 0;
      return { sum: 0, at: '' };
    };
    expect(flowOf({ total: { ...greedy, compute } }, [sums])(slots)).toMatchObject({ do: 'end' });
    expect(slots.items).toEqual(items);
  });
});

describe('a function that fails ends the flow', () => {
  test.each([
    [
      'by throwing',
      failing(() => {
        throw new Error('no price list');
      }),
      'no price list',
    ],
    ['by another result', failing(() => ({ sum: 'much' })), 'something else than its `output` declares'],
    ['by a promise', failing(() => Promise.resolve({ sum: 1, at: '' }) as never), 'its `output` declares'],
    ['by other arguments', flowOf({ total }, [sums])({ items: 5 }), '`items`: '],
    [
      'by an argument that it does not take',
      flowOf({ total }, [{ compute: { function: 'total', with: { items: '{items}', x: 1 }, as: 'y' } }])({
        items,
      }),
      'unknown key `x`',
    ],
    ['by not being there', flowOf({}, [sums])({ items }), 'no toolset declares it'],
  ])('%s', (_how, effect, message) => {
    expect(effect).toMatchObject({
      do: 'fail',
      error: { code: 'FUNCTION_FAILED', message: expect.stringContaining('the function `total` failed: ') },
    });
    expect(effect).toMatchObject({ error: { message: expect.stringContaining(message) } });
  });
});
