import { expect, test } from 'vitest';
import { areConsistent } from './consistent-amounts.ts';

const amount = (form: string, role: 'total' | 'change' | null = null) => ({ form, role });

const consistent = (...amounts: ReturnType<typeof amount>[]) => areConsistent(amounts, amounts);

test('a total is the sum of the others, a difference that of the other two', () => {
  expect(consistent(amount('30'), amount('12.5'), amount('42.5', 'total'))).toBe(true);
  expect(consistent(amount('17.5', 'change'), amount('30'), amount('12.5'))).toBe(true);
});

test("in each other's place they are not", () => {
  expect(consistent(amount('42.5'), amount('12.5'), amount('30', 'total'))).toBe(false);
  expect(consistent(amount('30', 'change'), amount('17.5'), amount('12.5'))).toBe(false);
  expect(consistent(amount('30'), amount('12.5'))).toBe(false);
});

test('two parts of a sum can be', () => {
  const [one, other, total] = [amount('30'), amount('12.5'), amount('42.5', 'total')];
  expect(areConsistent([one, other, total], [one, other])).toBe(false);
  expect(areConsistent([one, other, total], [one, total])).toBe(true);
});
