import { describe, expect, test } from 'vitest';
import { ungrounded } from './ground-reply.ts';

const record = JSON.stringify({
  order_id: '#W1000001',
  items: [{ name: 'Desk Lamp', price: 137.94, options: { power: 'battery', backlight: 'none' } }],
  variants: [{ price: 154.17, options: { size: '31 inch' } }],
  delivered: '2024-05-03',
  owner: 'Mia Brooks',
  status: 'cancelled',
});

const flagged = (reply: string) => ungrounded(reply, [record]).map(({ kind, text }) => `${kind} ${text}`);

describe('ungrounded', () => {
  test.each([
    'The lamp costs $137.94.',
    'Order #W1000001 came on May 3, 2024.',
    'Dear Mia Brooks, it is the 31-inch one.',
    'The new lamp costs $154.17 instead of $137.94: that is $16.23 more.',
    'Both together are $292.11 ($154.17 and $137.94).',
    'These are the Desk Lamps you had: Battery Powered, No Backlight.',
    '1. Size\n2. Colour\n3. Material',
  ])('lets %j pass', (reply) => {
    expect(flagged(reply)).toEqual([]);
  });

  test.each([
    ['The lamp costs $137.', 'amount $137'],
    ['You pay $16.23 more.', 'amount $16.23'],
    ['It costs $154.17, and you pay $99.99 more than $137.94.', 'amount $99.99'],
    ['Order #W1000002 is on its way.', 'id #W1000002'],
    ['It came on May 4, 2024.', 'date May 4, 2024'],
    ['It is the 34-inch one.', 'id 34-inch'],
    ['It was signed for by Tom Brooks.', 'name Tom Brooks'],
    ['Write to help@example.com.', 'contact help@example.com'],
  ])('flags what stands nowhere in %j', (reply, expected) => {
    expect(flagged(reply)).toEqual([expected]);
  });

  test('takes no derived amount for a part of another one', () => {
    expect(flagged('It is $154.17, with $16.23 off that is $137.95.')).toEqual([
      'amount $16.23',
      'amount $137.95',
    ]);
  });
});
