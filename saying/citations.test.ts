import { expect, test } from 'vitest';
import type { ContextPiece } from '../core/context.ts';
import { citationsIn } from './citations.ts';

const piece = (provenance: string, source: ContextPiece['source'] = 'knowledge'): ContextPiece => ({
  source,
  provenance,
  text: '',
  tokens: 1,
  score: 1,
});
const context = [piece('returns#how-long'), piece('get_user_details', 'customer')];

test('marks are taken out of the text and each page is cited once', () => {
  expect(citationsIn('Thirty days [[returns#how-long]]. Unworn. [[returns#how-long]]', context)).toEqual({
    text: 'Thirty days. Unworn.',
    citations: [{ passage_id: 'returns#how-long', source: 'returns.md' }],
  });
});

test.each(['secret#x', 'get_user_details'])('%s is no page, and has no source', (id) => {
  expect(citationsIn(`So it is [[${id}]].`, context).citations).toEqual([{ passage_id: id, source: '' }]);
});

test.each(['plain', '[[two words]]', '[[]]', '[single]'])('%s cites nothing', (text) => {
  expect(citationsIn(text, context)).toEqual({ text, citations: [] });
});
