import { expect, test } from 'vitest';
import { correctChoice } from './correct-choices.ts';

const option = (label: string) => ({ label, value: label, element: { name: label } });
const names = ['Backpack', 'Bookshelf', 'Vacuum Cleaner', 'Lamp'];
const options = names.map(option);
const chosen = (...of: readonly string[]) => of.map((name) => ({ name }));
const items = (...of: readonly string[]) => ({ key: 'items', options, many: true, current: chosen(...of) });
const payment = {
  key: 'payment',
  options: ['PayPal', 'Credit card (Visa ending in 4417)'].map(option),
  many: false,
  current: { name: 'Credit card (Visa ending in 4417)' },
};

test.each([
  ['only the backpack', ['Backpack', 'Lamp'], ['Backpack']],
  ['and the bookshelf too', ['Lamp'], ['Lamp', 'Bookshelf']],
  ['add the bookshelf', ['Lamp'], ['Lamp', 'Bookshelf']],
  ['not the lamp', ['Lamp', 'Backpack'], ['Backpack']],
  ['no, the vacuum instead', ['Lamp'], ['Vacuum Cleaner']],
])('%s', (text, before, after) => {
  expect(correctChoice(text, [items(...before), payment])).toMatchObject({
    key: 'items',
    value: chosen(...after),
  });
});

test('the list that is named is changed', () => {
  expect(correctChoice('yes but to my paypal', [items('Lamp'), payment])).toMatchObject({
    key: 'payment',
    value: { name: 'PayPal' },
  });
});

test.each([
  'the lamp',
  'yes',
  'maybe',
  'what is your phone number',
  'not the lamp',
  '1',
  'the second one',
  '1 and 2',
])('nothing is changed by: %s', (text) => {
  expect(correctChoice(text, [items('Lamp'), payment])).toBeNull();
});

const paidBy = (current: string, ...of: readonly string[]) => ({
  key: 'payment',
  options: of.map(option),
  many: false,
  current: { name: current },
});

test.each(['yes, but not paypal', 'no, not PayPal', 'not with paypal'])(
  'of two, "%s" means the other',
  (text) => {
    expect(correctChoice(text, [paidBy('PayPal', 'PayPal', 'Gift card')])).toMatchObject({
      value: { name: 'Gift card' },
    });
  },
);

test.each([
  ['yes, but not paypal', 'several others are left', paidBy('PayPal', 'PayPal', 'Gift card', 'Visa')],
  ['no, keep paypal', 'it is kept', paidBy('PayPal', 'PayPal', 'Gift card')],
  ['not the gift card', 'it was not chosen', paidBy('PayPal', 'PayPal', 'Gift card')],
])('"%s" changes nothing: %s', (text, _, list) => {
  expect(correctChoice(text, [list])).toBeNull();
});

test('of two lists with such a thing the one that was asked last is meant', () => {
  const shelves = { ...items('Lamp'), options: [option('Bookshelf (white)'), option('Lamp (black)')] };
  const colors = { ...paidBy('Lamp, black', 'Lamp, black', 'Lamp, white'), key: 'variant@0' };
  const shown = { ...shelves, current: chosen('Lamp (black)') };
  expect(correctChoice('yes but in white', [shown, colors])).toMatchObject({ key: 'variant@0' });
});

test.each(['wait, not that, I meant the vacuum', 'hm wait, I meant the vacuum', 'not that one, the vacuum'])(
  '"%s" is nothing but a correction',
  (text) => {
    expect(correctChoice(text, [items('Lamp')])).toMatchObject({
      value: chosen('Vacuum Cleaner'),
      onlyThat: true,
    });
  },
);

test.each([
  'hm, is the vacuum robotic?',
  'wait, I meant to ask about the vacuum',
  'my vacuum arrived broken',
])('"%s" may be something else', (text) => {
  expect(correctChoice(text, [items('Lamp')])?.onlyThat ?? false).toBe(false);
});
