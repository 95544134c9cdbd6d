import { expect, test } from 'vitest';
import { quotePassage } from './quote-passage.ts';

test('quotes word for word, and says below where it stands', () => {
  const passage = {
    passage_id: 'bags#lost',
    source: 'bags.md',
    title: 'Bags',
    heading: 'Bags > $& lost',
    text: ' It is found.\n',
    score: 1,
  };
  expect(quotePassage(passage, { source: 'In {heading}' })).toEqual({
    text: 'It is found.\nIn Bags > $& lost',
    citations: [{ passage_id: 'bags#lost', source: 'bags.md' }],
    grounds: ['Bags > $& lost', 'In Bags > $& lost'],
  });
});
