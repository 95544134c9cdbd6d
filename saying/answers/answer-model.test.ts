import { expect, test } from 'vitest';
import type { RankedPassage } from '../../core/context.ts';
import { type AnswerModel, chance, fitBy } from './answer-model.ts';
import { countWords, stemsOf } from './telling-words.ts';

const found = (id: string, text: string): RankedPassage => ({
  passage_id: id,
  source: 'a.md',
  title: 'T',
  heading: id,
  text,
  score: 0.5,
});

/** Only the weight of what a passage lacks counts. */
const model: AnswerModel = {
  weights: [0, 0, 0, 0, 0, -5, 0],
  words: countWords([stemsOf('cello case'), stemsOf('harp case')]),
  questionWords: { flute: ['harp'] },
  quote: 0.5,
  offer: 0.1,
  beside: 0.2,
};

test('sorts found passages by their fit, for which example questions count like the text', () => {
  const fitted = fitBy(model)('the harp', [found('cello', 'the cello'), found('flute', 'the flute')]);
  expect(fitted.map(({ passage_id }) => passage_id)).toEqual(['flute', 'cello']);
  expect(fitted[0]?.fit).toBeGreaterThan(fitted[1]?.fit ?? 1);
});

test('a chance is between 0 and 1', () => {
  expect(chance([1, 2], [1, -0.5])).toBe(0.5);
  expect(chance([], [])).toBe(0.5);
});
