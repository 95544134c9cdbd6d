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

const WORDS = { notFound: 'none', source: 'In {heading}' };

test('quotes the best word for word, and under it where it stands', () => {
  expect(quotePassages([passage('one', 0.9), passage('two', 0.5)], WORDS)).toEqual({
    text: 'one text\nIn T > one',
    citations: [{ passage_id: 'one', source: 'a.md' }],
    grounds: ['T > one', 'In T > one'],
  });
});

test('quotes one passage, and the next too only if by meaning that fits better', () => {
  const beside = (score: number, source: string) =>
    quotePassages([passage('one', 0.9), passage('two', score, source)], WORDS).citations;
  expect(beside(0.89, 'a.md')).toHaveLength(1);
  expect(beside(0.9, 'a.md')).toHaveLength(2);
  expect(beside(0.95, 'b.md')).toHaveLength(2);
  const third = [passage('one', 0.9), passage('two', 0.9), passage('three', 0.9)];
  expect(quotePassages(third, WORDS).citations).toHaveLength(2);
});

const saying = (id: string, text: string, score: number, questions?: readonly number[]): RankedPassage => ({
  ...passage(id, score),
  text,
  ...(questions && { likeness: { text: score, questions } }),
});

test.each([
  { text: 'No. Insurance is bought with the reservation.', own: [0.6], other: [0.7], quoted: ['other'] },
  { text: 'Yes, by standard shipping.', own: [0.8, 0.3], other: [0.7, 0.6], quoted: ['own'] },
  { text: 'Yes, while it is pending.', own: [0.6], other: [0.7], quoted: ['other'] },
  { text: ' no', own: [0.6], other: [0.7], quoted: ['other'] },
  {
    text: 'No. Insurance is bought with the reservation.',
    own: [0.7, 0.6],
    other: [0.8, 0.3],
    quoted: ['own'],
  },
  {
    text: 'No. Insurance is bought with the reservation.',
    own: undefined,
    other: undefined,
    quoted: ['own'],
  },
  { text: 'No. Insurance is bought with the reservation.', own: undefined, other: [0.95], quoted: ['other'] },
  { text: 'Nobody can add it later.', own: [0.6], other: [0.7], quoted: ['own'] },
  { text: 'No-show fees are charged.', own: [0.6], other: [0.7], quoted: ['own'] },
  { text: 'Yesterday counts too.', own: [0.6], other: [0.7], quoted: ['own'] },
])('"$text", asked $own beside $other: $quoted', ({ text, own, other, quoted }) => {
  const found = [saying('own', text, 0.9, own), saying('other', 'It costs 30 dollars.', 0.5, other)];
  const { citations } = quotePassages(found, WORDS);
  expect(citations.map(({ passage_id }) => passage_id)).toEqual(quoted);
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
  const { citations } = quotePassages([about('one', best), about('two', next)], WORDS);
  expect(citations).toHaveLength(quoted);
});

test('says so when there is nothing', () => {
  expect(quotePassages([], { ...WORDS, notFound: 'I found nothing.' })).toEqual({
    text: 'I found nothing.',
    citations: [],
    grounds: ['I found nothing.'],
  });
});
