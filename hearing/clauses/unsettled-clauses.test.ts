import { expect, test } from 'vitest';
import { splitClauses } from './split-clauses.ts';
import { unsettledClauses } from './unsettled-clauses.ts';

test.each([
  { text: 'Hi, this is Mia. Where is my order?', sure: true, left: 0 },
  { text: 'I moved last week. Please cancel my order.', sure: true, left: 0 },
  { text: 'I moved last week. Please cancel my order.', sure: false, left: 2 },
  { text: 'Cancel my order and return the lamp.', sure: true, left: 2 },
  { text: 'I have a lamp. Also cancel my order.', sure: true, left: 2 },
  { text: 'I have a lamp. I would rather return it instead.', sure: true, left: 2 },
])('$text, sure as a whole $sure: $left clauses are classified', ({ text, sure, left }) => {
  expect(unsettledClauses(splitClauses(text), sure)).toHaveLength(left);
});
