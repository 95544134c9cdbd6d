import { expect, test } from 'vitest';
import { readMoney } from './read-money.ts';

const read = (text: string, unit: 'whole' | 'cents' = 'whole', currency = 'USD') =>
  readMoney(text, { currency, unit }).map(({ value, text: words }) => [value, words]);

test.each([
  ['two hundred dollars', [[200, 'two hundred dollars']]],
  ['make it $ 1,200.50 please', [[1200.5, '$ 1,200.50']]],
  [
    '200 USD or 2k',
    [
      [200, '200 USD'],
      [2000, '2k'],
    ],
  ],
  ['1,200', [[1200, '1,200']]],
  ['€50, 50 euros or -5', []],
])('%s: %j', (text, amounts) => {
  expect(read(text)).toEqual(amounts);
});

test('an amount is in the declared unit, and a part of a cent is none', () => {
  expect(read('$12.50', 'cents')).toEqual([[1250, '$12.50']]);
  expect(read('$19.99', 'cents')).toEqual([[1999, '$19.99']]);
  expect(read('$0.005', 'cents')).toEqual([]);
  expect(read('500 yen', 'cents', 'JPY')).toEqual([[500, '500 yen']]);
  expect(read('50 €', 'whole', 'EUR')).toEqual([[50, '50 €']]);
});
