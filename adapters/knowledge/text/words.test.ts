import { describe, expect, test } from 'vitest';
import { tellingWords } from './words.ts';

describe('tellingWords', () => {
  test.each([
    { query: 'When will my package get here?', expected: ['package'] },
    { query: 'Do you take PayPal or paypal?', expected: ['take', 'paypal'] },
    { query: 'what is it', expected: [] },
  ])('keeps $expected of "$query"', ({ query, expected }) => {
    expect(tellingWords(query)).toEqual(expected);
  });
});
