import { describe, expect, test } from 'vitest';
import { onlyIntroduces, withoutIntroduction } from './introductions.ts';

describe('a message that only says who the customer is', () => {
  test.each([
    "hi, it's Liam Thomas",
    'liam thomas 85049',
    'Liam Thomas here, 85049.',
    "I'm liam thomas from new york 10121",
    'Hello! mia.brooks@example.com',
    'My name is Liam Thomas and my zip code is 85049',
    '85049',
    'zip 85049',
  ])('%s', (text) => {
    expect(onlyIntroduces(text)).toBe(true);
  });

  test.each([
    'hi',
    'yes',
    'liam thomas 85049 cancel it',
    '#W1000001',
    '1000001',
    'the lamp',
    "it's broken",
    'mia.brooks@example.com kettle',
    'where is it',
    '',
  ])('%j is none', (text) => {
    expect(onlyIntroduces(text)).toBe(false);
  });
});

test.each([
  ['liam thomas 85049 i want to change my lamp', 'i want to change my lamp'],
  ['Liam Thomas here, 85049. please cancel it', 'please cancel it'],
  ['mia.brooks@example.com i want the jacket in XL', 'i want the jacket in XL'],
  ['my lamp has to go back. liam thomas 85049', 'my lamp has to go back.'],
  ['please cancel #W1000001', 'please cancel #W1000001'],
  ['send it to mia.brooks@example.com please', 'send it to mia.brooks@example.com please'],
  ['liam thomas 85049', 'liam thomas 85049'],
  ['change my e-mail to mia@example.com', 'change my e-mail to mia@example.com'],
])('the rest of %s', (text, rest) => {
  expect(withoutIntroduction(text)).toBe(rest);
});
