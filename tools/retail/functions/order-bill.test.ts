import { expect, test } from 'vitest';
import { seed } from '../demo-data.ts';
import { OrderDetails, User } from '../domain/shapes.ts';
import { orderBill } from './order-bill.ts';

const now = new Date('2026-01-01T00:00:00Z');
const { orders = {}, users = {} } = seed();
const order = OrderDetails.parse(orders['#W1000001']);
const user = User.parse(users[order.user_id]);

test('the bill of an order is its total to the cent and what paid for it', () => {
  expect(orderBill.compute({ order, user }, { now })).toEqual({
    total: 168.62,
    paid_by: ['Mastercard ending in 4417'],
    refunds: [],
  });
});

test('a refund pays for nothing and is told, and a method that the profile lost has no words', () => {
  const [payment] = order.payment_history;
  if (payment === undefined) throw new Error('the demo order is paid for');
  const refund = { ...payment, transaction_type: 'refund' as const };
  const lost = { ...payment, payment_method_id: 'paypal_1' };
  const changed = OrderDetails.parse({ ...order, items: [], payment_history: [refund, lost] });
  expect(orderBill.compute({ order: changed, user }, { now })).toEqual({
    total: 0,
    paid_by: [],
    refunds: ['$168.62 will be refunded to your Mastercard ending in 4417 within 5 to 7 business days'],
  });
});
