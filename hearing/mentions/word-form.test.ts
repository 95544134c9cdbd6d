import { expect, test } from 'vitest';
import { isMistyped, isPlural, wordForm } from './word-form.ts';

test.each([
  ['Colours', 'color'],
  ['grey', 'gray'],
  ['litre', 'liter'],
  ['watches', 'watch'],
  ['batteries', 'battery'],
  ['glass', 'glass'],
  ['Café', 'cafe'],
  ['bus', 'bus'],
])('%s has the form %s', (word, form) => {
  expect(wordForm(word)).toBe(form);
});

test.each([
  ['vaccum', 'vacuum', true],
  ['backpak', 'backpack', true],
  ['boookshelf', 'bookshelf', true],
  ['lapotp', 'laptop', true],
  ['table', 'tablet', false],
  ['house', 'mouse', false],
  ['chain', 'chair', false],
  ['lamb', 'lamp', false],
  ['vaccumm', 'vacuum', false],
  ['matt', 'mat', true],
  ['lampp', 'lamp', true],
  ['mate', 'mat', false],
  ['bee', 'be', false],
])('%s for %s is a slip: %s', (said, word, slip) => {
  expect(isMistyped(said, word)).toBe(slip);
});

test('plurals are known by their ending', () => {
  expect(['mugs', 'boxes', 'glass', 'bus'].map(isPlural)).toEqual([true, true, false, false]);
});
