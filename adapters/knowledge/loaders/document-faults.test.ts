import { expect, test } from 'vitest';
import { documentFaults } from './document-faults.ts';

test('blank documents are neither text nor repeated', () => {
  const blank = { text: ' \n', page: null, title: null };
  expect(documentFaults([blank, blank])).toEqual(['returns no text']);
  expect(documentFaults([blank, blank, { ...blank, text: 'x' }])).toEqual([]);
});
