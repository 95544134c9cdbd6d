import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { chosenUnasked, optionLines } from './list-question.ts';

const options = ['Lamp', 'Mug'].map((label) => ({ label, value: label, element: { name: label } }));
const ask = { do: 'ask', slots: ['item'], text: 'Which?', options, listed: true, many: false } as const;
const lamp = { item: { name: 'Lamp' } };

test('words that were said before choose from a list', () => {
  expect(chosenUnasked(newFrame('x', 'return the lamp'), ask)?.slots).toEqual(lamp);
  expect(chosenUnasked(newFrame('x', 'return it'), ask)).toBeNull();
  expect(chosenUnasked({ ...newFrame('x', 'return the lamp'), attempts: { item: 1 } }, ask)).toBeNull();
});

test('words that named a thing do not choose its variant', () => {
  const variants = ['color blue, size S', 'color white, size L'].map((label) => ({
    label,
    value: label,
    element: { label },
  }));
  const which = { ...ask, slots: ['variant@0'], options: variants };
  const things = { key: 'things', options, many: true, current: [{ name: 'Lamp' }] };
  const blue = [
    { ...things, options: [{ label: 'Lamp (color blue)', value: 1, element: 1 }, ...options.slice(1)] },
  ];
  const frame = newFrame('x', 'exchange the blue lamp');
  expect(chosenUnasked(frame, which)?.slots).toHaveProperty('variant@0');
  expect(chosenUnasked(frame, which, () => blue)).toBeNull();
});

test('a list of one option is not asked', () => {
  const one = { ...ask, options: options.slice(0, 1) };
  expect(chosenUnasked(newFrame('x', ''), one)?.slots).toEqual(lamp);
  expect(chosenUnasked(newFrame('x', ''), { ...one, many: true })?.slots).toEqual({ item: [lamp.item] });
  expect(chosenUnasked({ ...newFrame('x', ''), attempts: { item: 1 } }, one)).toBeNull();
});

test('declared choices are not taken from words of a list', () => {
  expect(chosenUnasked(newFrame('x', 'the lamp'), { ...ask, listed: false })).toBeNull();
});

test('options are numbered', () => {
  expect(optionLines(ask)).toBe('\n1. Lamp\n2. Mug');
});
