import { expect, test } from 'vitest';
import { readNumbers } from './read-numbers.ts';

test.each([
  ['two bags', [2]],
  ['2, 3 and four', [2, 3, 4]],
  ['twenty-five', [25]],
  ['three hundred and forty two thousand and one', [342_001]],
  ['a hundred', [100]],
  ['twelve hundred', [1200]],
  ['1,200.5 or 2k', [1200.5, 2000]],
  ['no 5.', [5]],
  ['-3', [-3]],
  ['a bag', []],
  ['2024-05-20, 415-555-0142, W12, 12:30, 10%, 1.2.3, a_1', []],
])('%s: %j', (text, numbers) => {
  expect(readNumbers(text).map(({ value }) => value)).toEqual(numbers);
});

test('a number keeps the words it was read from', () => {
  expect(readNumbers('raise it by two hundred now')).toEqual([
    { value: 200, span: { from: 12, to: 23 }, text: 'two hundred' },
  ]);
});
