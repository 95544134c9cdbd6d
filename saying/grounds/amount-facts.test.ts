import { expect, test } from 'vitest';
import { amountEntries } from './amount-entries.ts';
import { amountFacts } from './amount-facts.ts';

const entries = amountEntries([
  {
    code: 'KITE77',
    lines: [{ name: 'Kite', price: 25, options: { size: 'small' } }],
    payment_history: [{ amount: 25, payment_method_id: 'card_9' }],
  },
  { name: 'Kite', variants: { a1: { available: true, price: 40, options: { size: 'large' } } } },
  { card_9: { id: 'card_9', brand: 'Visa', balance: 300 } },
]);

const factsOf = (form: string, rest: { workedOut?: string[] } = {}) =>
  amountFacts(new Set([form]), {
    entries,
    texts: [],
    said: [],
    shown: [],
    totals: new Set(),
    workedOut: new Set(rest.workedOut ?? []),
  }).get(form) ?? [];

test('an amount is what its key says, with the words of its thing', () => {
  expect(factsOf('40').map(({ kind, offered }) => [kind, offered])).toEqual([['price', true]]);
  expect(factsOf('40')[0]?.words.has('large')).toBe(true);
  expect(factsOf('300').map(({ kind }) => kind)).toEqual(['balance']);
});

test('a payment has the words of the card that it was made with', () => {
  const payment = factsOf('25').find(({ kind }) => kind === 'payment');
  expect(payment?.words.has('visa')).toBe(true);
});

test('a difference is that of a thing and of what can be had instead', () => {
  expect(factsOf('15').map(({ kind }) => kind)).toEqual(['difference']);
});

test('what is worked out counts only where nothing else has the amount', () => {
  expect(factsOf('7', { workedOut: ['7'] }).map(({ kind }) => kind)).toEqual(['difference']);
  expect(factsOf('40', { workedOut: ['40'] }).map(({ kind }) => kind)).toEqual(['price']);
});
