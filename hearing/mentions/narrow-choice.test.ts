import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import type { Option } from '../../core/state.ts';
import { narrowedChoice } from './narrow-choice.ts';

const options: readonly Option[] = ['Action Camera', 'Digital Camera', 'Lamp'].map((label, at) => ({
  label,
  value: at,
  element: at,
}));
const narrowed = (text: string, many = false) =>
  narrowedChoice(text, newFrame('x', ''), 'product', { kind: 'question', slots: ['product'], options, many });

test('an answer that fits some options leaves these', () => {
  expect(narrowed('the camera')?.among).toEqual({ product: [0, 1] });
});

test('an answer that fits one, all or none narrows nothing, nor a list to choose several from', () => {
  expect(narrowed('the lamp')).toBeNull();
  expect(narrowed('both')).toBeNull();
  expect(narrowed('a kettle')).toBeNull();
  expect(narrowed('the camera', true)).toBeNull();
});
