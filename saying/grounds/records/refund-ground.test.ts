import { expect, test } from 'vitest';
import { refundFault } from './refund-ground.ts';
import { thingsOf } from './things.ts';

const paid = { kind: 'payment', amount: 40 };
const THINGS = thingsOf([
  { order_id: '#K100', payments: [paid] },
  { order_id: '#K200', payments: [paid, { kind: 'refund', amount: 40 }] },
  { order_id: '#K300', payments: [{ amount: 40 }, { amount: -40 }] },
]);

test('a refund is among the payments of its record', () => {
  expect(refundFault('the money for #k100 was refunded.', THINGS)).not.toBeNull();
  expect(refundFault('#k100: it has already been refunded to your card.', THINGS)).not.toBeNull();
  expect(refundFault('the money for #k200 was refunded.', THINGS)).toBeNull();
  expect(refundFault('the money for #k300 went back to your card.', THINGS)).toBeNull();
  expect(refundFault('the money was refunded.', THINGS)).toBeNull();
});

test.each(['#k100 will be refunded.', 'once #k100 was refunded, you get a mail.', '#k100 was not refunded.'])(
  '%s: tells of none',
  (plain) => {
    expect(refundFault(plain, THINGS)).toBeNull();
  },
);

test('records without payments tell nothing', () => {
  expect(refundFault('it was refunded.', thingsOf([{ order_id: '#K100' }]))).toBeNull();
});
