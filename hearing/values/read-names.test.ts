import { describe, expect, test } from 'vitest';
import { readNames } from './read-names.ts';

const read = (text: string, asked = false) =>
  readNames(text, { asked }).map(({ value }) => `${value.first}|${value.last}`);

describe('where nobody asked', () => {
  test.each([
    ['My name is Liam Thomas and my zip is 85049', 'Liam|Thomas'],
    ['Hi, I need to cancel. Liam Thomas, 85049', 'Liam|Thomas'],
    ["hi I'm mia brooks, can you help me", 'mia|brooks'],
    ["It's Liam Thomas, 85049", 'Liam|Thomas'],
    ['I am Maria de la Cruz, zip 12345', 'Maria|de la Cruz'],
    ["I'm Vincent van Gogh", 'Vincent|van Gogh'],
    ['The order is under Mia Brooks', 'Mia|Brooks'],
    ['My name is Sofia Li. Zip: 78260', 'Sofia|Li'],
    ["Name: Lucas O'Brien", "Lucas|O'Brien"],
    ['liam thomas 85049', 'liam|thomas'],
    ['hey, maria de la cruz, zip 12345, need help', 'maria|de la cruz'],
    ['the lamp has to go back. liam thomas 85049', 'liam|thomas'],
    ['Liam Thomas here, 85049. Please swap the lamp', 'Liam|Thomas'],
    ["I'm liam thomas from new york 10121", 'liam|thomas'],
    ['liam thomas, zip is 85049', 'liam|thomas'],
    ['Liam Thomas\n85049', 'Liam|Thomas'],
    ['My first name is Mei, my last name is Kovacs, and my zip code is 28236.', 'Mei|Kovacs'],
  ])('%s: %s', (text, name) => {
    expect(read(text)).toEqual([name]);
  });

  test.each([
    'I am looking for a tablet',
    'This is ridiculous service',
    "I'm very upset",
    'it is broken completely',
    'my name is Mia',
    'Liam Thomas',
    'My e-mail is mia.brooks@example.com',
    'I am mia_brooks_1234',
    'Try mia.brooks@example.com instead',
    'Ask Emma whether it is stylish enough',
    'cancel order 85049',
    'where is it 85049',
    'track parcel 7',
    'send it to san francisco 94102',
    'i live in new york, 10121',
    'liam thomas 8504912',
    'the lamp, tea kettle 85049',
  ])('%j names nobody', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('in an answer', () => {
  test.each([
    ['Liam Thomas', 'Liam|Thomas'],
    ['liam thomas 85049', 'liam|thomas'],
    ['Thomas, Liam', 'Liam|Thomas'],
    ['Liam Thomas, Phoenix, AZ, 85049', 'Liam|Thomas'],
    ['Liam J. Thomas', 'Liam|Thomas'],
    ['Sure! Yusuf Rossi, 19122.', 'Yusuf|Rossi'],
    ['yes, Mei Kovacs', 'Mei|Kovacs'],
  ])('%s: %s', (text, name) => {
    expect(read(text, true)).toEqual([name]);
  });

  test.each(['no thanks', 'cancel my order', 'where is it', 'Mia', '', '85049'])('%j is no name', (text) => {
    expect(read(text, true)).toEqual([]);
  });
});

test.each([
  ['Sure, that would be Yara Ito.', 'Yara|Ito'],
  ['Let me see... Amelia Gonzalez', 'Amelia|Gonzalez'],
  ['Oh yes, of course: Emma Kovacs', 'Emma|Kovacs'],
  ['I think it should be Noah Ito', 'Noah|Ito'],
])('an answer after words of courtesy: %s', (text, name) => {
  expect(read(text, true)).toEqual([name]);
});
