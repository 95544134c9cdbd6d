import { expect, test } from 'vitest';
import { CARD, call, GIFT_CARD, itemsOf, otherVariant, shop } from '../../../test/retail-shop.ts';

const valuesOf = async (tool: string, args: Record<string, string | string[]>) =>
  (await shop().tool(tool).preview?.(args, call()))?.values ?? [];

test('a return shows where the money goes, how much, and its only item, told from what else could be meant', async () => {
  const [item = '', ...others] = itemsOf('#W1000002');
  const values = await valuesOf('return_delivered_order_items', {
    order_id: '#W1000002',
    item_ids: [item],
    payment_method_id: GIFT_CARD,
  });
  const [method, amount, only] = values;
  expect(method).toMatchObject({ label: expect.stringContaining('gift card') });
  expect(method?.others).toContainEqual(expect.stringContaining('PayPal account'));
  expect(amount?.label).toMatch(/^\$\d/);
  expect(only?.others).toHaveLength(others.length);
});

test('of several items none is named alone', async () => {
  const values = await valuesOf('return_delivered_order_items', {
    order_id: '#W1000002',
    item_ids: itemsOf('#W1000002').slice(0, 2),
    payment_method_id: GIFT_CARD,
  });
  expect(values).toHaveLength(2);
});

test('an exchange shows the new item, told from the old one and from all that could be had', async () => {
  const variant = otherVariant('#W1000002', 0, 'cheapest');
  const [replacement] = await valuesOf('exchange_delivered_order_items', {
    order_id: '#W1000002',
    item_ids: itemsOf('#W1000002').slice(0, 1),
    new_item_ids: [variant.item_id],
    payment_method_id: CARD,
  });
  for (const option of Object.values(variant.options)) expect(replacement?.label).toContain(option);
  expect(replacement?.others).not.toContain(replacement?.label);
});
