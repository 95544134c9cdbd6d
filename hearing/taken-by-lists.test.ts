import { expect, test } from 'vitest';
import { isChosenAgain } from './is-chosen-again.ts';
import { takenByLists } from './taken-by-lists.ts';

const option = (label: string) => ({ label, value: label, element: { name: label } });
const lamps = ['Lamp (color blue)', 'Mug (color red)'].map(option);
const colors = ['color blue, size S', 'color blue, size L', 'color white, size L'].map(option);
const things = { key: 'things', options: lamps, many: true, current: [{ name: 'Lamp (color blue)' }] };
const variant = { key: 'variant@0', options: colors, many: false, current: { name: 'color white, size L' } };

test('words that name a thing are not read as its new variant', () => {
  const text = 'exchange the blue lamp for a white one';
  const said = takenByLists(text, [things], 'variant@0').map(({ from, to }) => text.slice(from, to));
  expect(said).toEqual(['blue', 'lamp']);
});

test('the things themselves are read from all words', () => {
  expect(takenByLists('the blue lamp', [things], 'things')).toEqual([]);
});

test('a text chooses again what is chosen already, or does not', () => {
  expect(isChosenAgain('the blue lamp', things, [things])).toBe(true);
  expect(isChosenAgain('the mug', things, [things])).toBe(false);
  expect(isChosenAgain('the blue lamp', variant, [things, variant])).toBe(false);
  expect(isChosenAgain('the lamp, in white', variant, [things, variant])).toBe(true);
});
