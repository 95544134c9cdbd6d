import { describe, expect, test } from 'vitest';
import { evaluate } from './arithmetic.ts';

describe('evaluate', () => {
  test.each([
    ['2 + 2', 4],
    ['2 - 3 - 4', -5],
    ['2 + 3 * 4 - 6 / 3', 12],
    ['(2 + 3) * (4 - 6)', -10],
    ['8 / 4 / 2', 1],
    ['-(2 - -3) * +2', -10],
    ['.5 * 10.25', 5.125],
  ])('%s is %d', (expression, value) => {
    expect(evaluate(expression)).toBe(value);
  });

  test.each(['', '2 +', '(2', '2)', '2 3', '1,000', '$5', '2 ** 3', '1e3', 'process', '1.2.3', '()', '* 2'])(
    '%s is not arithmetic',
    (expression) => {
      expect(evaluate(expression)).toBeNaN();
    },
  );
});
