import { expect, test } from 'vitest';
import type { RankedPassage } from '../../core/context.ts';
import { FEATURES, fitFeatures } from './fit-features.ts';
import { stemsOf } from './telling-words.ts';

const found = (id: string, score: number, questions: readonly number[]): RankedPassage => ({
  passage_id: id,
  source: 'a.md',
  title: 'T',
  heading: id,
  text: '',
  score,
  likeness: { text: score / 2, questions },
});

const featured = (passages: readonly RankedPassage[]) =>
  fitFeatures(passages, {
    stems: stemsOf('harp strings'),
    telling: (stem) => (stem === 'harp' ? 0.75 : 0.25),
    wordsOf: ({ passage_id }) => new Set([passage_id]),
  });

test('compares the found passages with each other', () => {
  const [harp, flute] = featured([found('harp', 0.8, [0.9, 0.7, 0.2]), found('flute', 0.5, [0.6, 0.4, 0.1])]);
  const rounded = (numbers: readonly number[] | undefined) =>
    numbers?.map((number) => Number(number.toFixed(3)));
  expect(rounded(harp)).toEqual([1, 0.4, 0.3, 1, 0.75, 0.25, 0.6]);
  expect(rounded(flute)).toEqual([1, 0.25, -0.3, 0, -0.75, 0.75, 0.4]);
});

test('a passage alone, and one without example questions, have as many numbers', () => {
  const { likeness, ...plain } = found('harp', 0.8, []);
  expect(featured([plain]).map((numbers) => numbers.length)).toEqual([FEATURES]);
  expect(featured([])).toEqual([]);
});
