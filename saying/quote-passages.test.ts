import { expect, test } from 'vitest';
import type { RankedPassage } from '../core/context.ts';
import { quotePassages } from './quote-passages.ts';

const passage = (id: string, score: number, source = 'a.md'): RankedPassage => ({
  passage_id: id,
  source,
  title: 'T',
  heading: `T > ${id}`,
  text: `${id} text\n`,
  score,
});

test('quotes the best word for word with where it stands', () => {
  expect(quotePassages([passage('one', 0.9), passage('two', 0.5)], 'none')).toEqual({
    text: 'From "T > one":\none text',
    citations: [{ passage_id: 'one', source: 'a.md' }],
    grounds: ['T > one'],
  });
});

test('quotes the next too if it fits as well, from whatever article', () => {
  const beside = (score: number, source: string) =>
    quotePassages([passage('one', 0.9), passage('two', score, source)], 'none').citations;
  expect(beside(0.85, 'a.md')).toHaveLength(2);
  expect(beside(0.81, 'b.md')).toHaveLength(2);
  expect(beside(0.8, 'a.md')).toHaveLength(1);
  const third = [passage('one', 0.9), passage('two', 0.9), passage('three', 0.9)];
  expect(quotePassages(third, 'none').citations).toHaveLength(2);
});

test.each([
  { best: ['Super Pan'], next: ['Super Pan'], quoted: 2 },
  { best: ['Super Pan'], next: undefined, quoted: 2 },
  { best: ['Super Pan'], next: ['Tasty Pot'], quoted: 1 },
  { best: undefined, next: ['Tasty Pot'], quoted: 1 },
])('beside a passage about $best, one about $next makes $quoted', ({ best, next, quoted }) => {
  const about = (id: string, names: readonly string[] | undefined) => ({
    ...passage(id, 0.9),
    ...(names && { about: names }),
  });
  const { citations } = quotePassages([about('one', best), about('two', next)], 'none');
  expect(citations).toHaveLength(quoted);
});

test('says so when there is nothing', () => {
  expect(quotePassages([], 'I found nothing.')).toEqual({
    text: 'I found nothing.',
    citations: [],
    grounds: ['I found nothing.'],
  });
});
