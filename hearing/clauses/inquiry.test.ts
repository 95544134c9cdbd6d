import { expect, test } from 'vitest';
import { guessesFor, isInquiry } from './inquiry.ts';

test.each([
  'Can you check which address it was sent to?',
  'please help me check',
  'I want to know where my order is',
  'Did you send it to my office?',
  'was my order cancelled?',
  'check if my address is correct',
])('%j only asks how something is', (text) => {
  expect(isInquiry(text)).toBe(true);
});

test.each([
  'Can you change the address?',
  'check if you can send it to another address',
  'see if I could get it delivered elsewhere',
  'I want to check on a return and cancel my order',
  'Could you correct my address?',
  'how do I return this?',
  'can you look into swapping it?',
  'my address is wrong',
])('%j may be a change', (text) => {
  expect(isInquiry(text)).toBe(false);
});

const guesses = [
  { name: 'move', confidence: 0.6 },
  { name: 'status', confidence: 0.3 },
  { name: 'talk', confidence: 0.1 },
];
const acts = (name: string) => name === 'move';

test('an inquiry is no change: the other guesses share its confidence', () => {
  const [best, ...others] = guessesFor('check which address it has', guesses, acts);
  expect(best).toMatchObject({ name: 'status' });
  expect(best?.confidence).toBeCloseTo(0.75);
  expect(others.map(({ name }) => name)).toEqual(['talk']);
  expect(guessesFor('move it', guesses, acts)).toBe(guesses);
});

test('where hardly anything is left it is not made sure', () => {
  const sure = [
    { name: 'move', confidence: 0.98 },
    { name: 'status', confidence: 0.02 },
  ];
  expect(guessesFor('check which address it has', sure, acts)).toEqual([
    { name: 'status', confidence: 0.02 },
  ]);
});
