import { expect, test } from 'vitest';
import { bagsAfter } from './bags-after.ts';

const now = new Date('2024-05-15T20:00:00Z');
const trip = { membership: 'regular', cabin: 'economy', passengers: [{}, {}], now: 1, paid: 0 } as const;
const card = { source: 'credit_card', id: 'card', brand: 'visa', last_four: '1111' } as const;
const certificate = { source: 'certificate', id: 'gift', amount: 50 } as const;
const payments = { history: [{ payment_id: 'card', amount: 90 }], methods: { card, gift: certificate } };

test.each([
  ['one more within the allowance', { more: 1 }, { added: 1, total: 2, nonfree: 0, free: 2, cost: 0 }],
  ['two over the allowance', { more: 3 }, { added: 3, total: 4, nonfree: 2, free: 2, cost: 10_000 }],
  ['four in all', { total: 4 }, { added: 3, total: 4, nonfree: 2, free: 2, cost: 10_000 }],
  ['one less', { more: -1 }, { added: -1, total: 0, nonfree: 0, free: 2, cost: 0 }],
  ['no number', {}, { added: 0, total: 1, nonfree: 0, free: 2, cost: 0 }],
])('%s', (_, wanted, expected) => {
  expect(bagsAfter.compute({ ...trip, ...payments, ...wanted }, { now })).toEqual({
    ...expected,
    noted_with: 'card',
  });
});

test('what is paid for already is not paid again, and a higher membership is no refund', () => {
  const paid = { ...trip, ...payments, now: 4, paid: 2 };
  expect(bagsAfter.compute({ ...paid, more: 1 }, { now })).toMatchObject({ nonfree: 3, cost: 5000 });
  expect(bagsAfter.compute({ ...paid, membership: 'gold', more: 1 }, { now })).toMatchObject({
    nonfree: 0,
    cost: 0,
  });
});

test('what costs nothing is noted with the last payment, unless that was a certificate or is gone', () => {
  const after = (id: string) =>
    bagsAfter.compute({ ...trip, ...payments, history: [{ payment_id: id }], more: 1 }, { now });
  expect(after('card')).toMatchObject({ noted_with: 'card' });
  expect(after('gift')).toMatchObject({ noted_with: '' });
  expect(after('gone')).toMatchObject({ noted_with: '' });
});
