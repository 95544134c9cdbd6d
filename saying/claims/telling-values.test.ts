import { expect, test } from 'vitest';
import { tellingValues } from './telling-values.ts';

const of = (text: string) => tellingValues(text).map(({ kind, form }) => [kind, form]);

test('the last digits of a card are an id', () => {
  expect(of('It goes to your card ending in 2071.')).toEqual([['id', '2071']]);
  expect(of('It goes to the card that ends with **2071**.')).toEqual([['id', '2071']]);
  expect(of('Flight 2071 has 120 seats.')).toEqual([]);
});
