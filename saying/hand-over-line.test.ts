import { expect, test } from 'vitest';
import { handOverLine } from './hand-over-line.ts';

const nothing = {
  customer: null,
  name: null,
  wants: [],
  values: {},
  said: '',
  tried: [],
  reason: 'they ask',
};

test('a person reads who, what for, the values, what was tried and why, on one line', () => {
  expect(
    handOverLine({
      customer: 'mia_brooks_1234',
      name: 'Mia Brooks',
      wants: ['return an item', 'cancel an order'],
      values: {
        order_id: '#W1000001',
        return_items: [{ name: 'Lamp', price: 3 }, { name: 'Mug' }],
        gift_card: { id: 'gift_card_1', balance: 4 },
        address: { address1: '1 Oak St', address2: '', city: 'Austin' },
        nothing: null,
      },
      said: 'please\nhelp me',
      tried: ['refused: Return items (not delivered)'],
      reason: 'the customer asks for a person',
    }),
  ).toBe(
    'Mia Brooks (mia_brooks_1234) wants to return an item: order id #W1000001, return items Lamp, Mug, gift card gift_card_1, address 1 Oak St Austin. also wants to cancel an order. said "please help me". tried: refused: Return items (not delivered). why: the customer asks for a person',
  );
});

test('who is not known, and what is not known, is said', () => {
  expect(handOverLine(nothing)).toBe(
    'Somebody unidentified wants something that was not understood. why: they ask',
  );
  expect(handOverLine({ ...nothing, customer: 'c1' })).toMatch(/^c1 wants/);
});

test('no value makes another line, or a long one', () => {
  const line = handOverLine({ ...nothing, said: `x\n${'y'.repeat(5000)}`, values: { a: 'b\nwhy: c' } });
  expect(line).not.toContain('\n');
  expect(line.length).toBeLessThan(700);
});
