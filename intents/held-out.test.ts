import { describe, expect, test } from 'vitest';
import { corpusOf } from './corpus.ts';
import { dealFolds, FOLDS, scoreFold } from './held-out.ts';

describe('dealFolds', () => {
  test('deals the examples of each label out in turn', () => {
    const texts = Array.from({ length: 14 }, (_, index) => `text ${index}`);
    const labels = texts.map((_, index) => index % 2);
    const folds = dealFolds(texts, labels);
    for (const label of [0, 1])
      expect(folds.filter((_, index) => labels[index] === label)).toEqual([0, 1, 2, 3, 4, 0, 1]);
  });

  test('keeps the same text together, whatever its label', () => {
    const [first, second, third] = dealFolds(['Where is it', 'other', ' where is IT '], [0, 0, 1]);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });
});

describe('scoreFold', () => {
  const texts = Array.from({ length: 20 }, (_, index) => (index % 2 ? 'pay by card' : 'lost parcel') + index);
  const labels = texts.map((_, index) => index % 2);
  const vectors = texts.map((_, index) => Float32Array.of(index % 2, 1 - (index % 2)));
  const folds = dealFolds(texts, labels);

  test.each(['vectors', 'vectors-and-terms'] as const)(
    'scores each example of each fold by its %s',
    (reading) => {
      const corpus = corpusOf(texts, vectors, labels, 2);
      const scored = Array.from({ length: FOLDS }, (_, fold) =>
        scoreFold(corpus, reading, folds, fold),
      ).flat();
      expect(scored.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual([...texts.keys()]);
      for (const { index, scores } of scored) expect(scores.indexOf(Math.max(...scores))).toBe(index % 2);
    },
  );

  test('has not seen what it scores', () => {
    const wrong = labels.with(0, 1);
    const scored = scoreFold(corpusOf(texts, vectors, wrong, 2), 'vectors', folds, 0);
    const first = scored.find(({ index }) => index === 0);
    expect(first?.scores[0]).toBeGreaterThan(first?.scores[1] as number);
  });

  test('scores nothing when nothing is left to learn from', () => {
    expect(scoreFold(corpusOf(['one'], [Float32Array.of(1)], [0], 1), 'vectors', [0], 0)).toEqual([]);
  });
});
