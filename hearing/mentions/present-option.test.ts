import { expect, test } from 'vitest';
import { meansOther, presentOption } from './present-option.ts';

const option = (value: string) => ({ label: value, value, element: { id: value } });
const [card, account] = [option('credit_card_1'), option('paypal_2')];
const user = { payment_methods: { a: { id: 'credit_card_1' }, b: { id: 'paypal_2' } } };
const order = { payment_history: [{ payment_method_id: 'credit_card_1' }] };

test('the present one is what a record of the errand has', () => {
  expect(presentOption({ results: { user, order } }, [card, account])).toBe(card);
});

test.each([
  ['no record has one', { user }],
  ['records have both', { user, order, other: { id: 'paypal_2' } }],
  ['nothing was read', {}],
])('there is no present one where %s', (_, results) => {
  expect(presentOption({ results }, [card, account])).toBeNull();
});

test.each(['the other one', 'the other card please', 'other', 'my other account'])(
  'means the other: %s',
  (text) => {
    expect(meansOther(text)).toBe(true);
  },
);

test.each(['the card', 'another day', 'send it to the other address of my mother'])(
  'does not: %s',
  (text) => {
    expect(meansOther(text)).toBe(false);
  },
);
