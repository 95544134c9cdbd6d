import { expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import { attributeLines } from './option-attributes.ts';

const lines = (...elements: Json[]) =>
  attributeLines(elements.map((element, at) => ({ label: `${at}`, value: at, element })));

test('variants are told by the attributes in which they differ', () => {
  expect(
    lines(
      { price: 1, options: { color: 'moss', size: 'M', material: 'wool' } },
      { price: 2, options: { color: 'oat', size: 'L', material: 'wool' } },
    ),
  ).toBe('\n- color: moss, oat\n- size: M, L');
});

test('what has no attributes is told by its number alone', () => {
  expect(lines('Lamp', 'Mug')).toBe('');
  expect(lines({ options: { color: 'oat' } }, { name: 'Mug' })).toBe('');
  expect(lines(...Array.from({ length: 13 }, (_, at) => ({ options: { color: `${at}` } })))).toBe('');
});
