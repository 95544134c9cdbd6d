import { expect, test } from 'vitest';
import { tellingValues } from '../claims/telling-values.ts';
import { amountsOf } from './amount-places.ts';
import { wrongSum } from './written-sums.ts';

const wrong = (text: string) => wrongSum(text, amountsOf(tellingValues(text)))?.text ?? null;

test('a sum that is written out must come to what it says', () => {
  expect(wrong('Difference: $54.84 - $46.85 = $7.99')).toBeNull();
  expect(wrong('Difference: $54.84 - $7.99 = $46.85')).toBeNull();
  expect(wrong('Difference: $7.99 - $46.85 = $54.84')).toBe('$54.84');
  expect(wrong('Together: $10.00 (lamp) + $3.50 (bulb) + $1.00 = **$14.50**')).toBeNull();
  expect(wrong('Together: $10.00 (lamp) + $3.50 (bulb) + $1.00 = **$13.50**')).toBe('$13.50');
});

test('amounts in a row are no sum', () => {
  expect(wrong('Small: $5 - Medium: $7 - Large: $9')).toBeNull();
  expect(wrong('It was $20, and now it is $15.')).toBeNull();
});
