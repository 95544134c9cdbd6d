import { describe, expect, test } from 'vitest';
import { coverage, tellingWords } from './words.ts';

describe('tellingWords', () => {
  test.each([
    { query: 'When will my package get here?', expected: ['package'] },
    { query: 'Do you take PayPal or paypal?', expected: ['take', 'paypal'] },
    { query: 'what is it', expected: [] },
  ])('keeps $expected of "$query"', ({ query, expected }) => {
    expect(tellingWords(query)).toEqual(expected);
  });
});

describe('coverage', () => {
  const texts = ['Parcels arrive in five days', 'Returning parcels costs nothing', 'We take PayPal'];

  test('is 1 for a text with every telling word, 0 for one with none', () => {
    expect(coverage('do you take paypal', texts)).toEqual([0, 0, 1]);
  });

  test('knows a word in another form', () => {
    expect(coverage('returned parcel', texts)[1]).toBe(1);
  });

  test('counts a rare word more than a common one', () => {
    const [first = 0, second = 0] = coverage('parcel days', texts);
    expect(first).toBe(1);
    expect(second).toBeLessThan(0.5);
  });

  test('is 0 for a query that says nothing', () => {
    expect(coverage('what is it', texts)).toEqual([0, 0, 0]);
  });
});
