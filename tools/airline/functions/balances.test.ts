import { expect, test } from 'vitest';
import { balances } from './balances.ts';

const now = new Date('2024-05-15T20:00:00Z');

test('gift cards and certificates are summed apart, and credit cards hold nothing', () => {
  const payment_methods = {
    one: { source: 'gift_card' as const, id: 'one', amount: 20.1 },
    two: { source: 'gift_card' as const, id: 'two', amount: 0.2 },
    three: { source: 'certificate' as const, id: 'three', amount: 150 },
    four: { source: 'credit_card' as const, id: 'four', brand: 'visa', last_four: '1111' },
  };
  expect(balances.compute({ payment_methods }, { now })).toEqual({
    gift_cards: { count: 2, total: 2030 },
    certificates: { count: 1, total: 15_000 },
  });
  expect(balances.compute({ payment_methods: {} }, { now }).certificates).toEqual({ count: 0, total: 0 });
});
