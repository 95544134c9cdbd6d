import { describe, expect, test } from 'vitest';
import { nameFinder } from './find-names.ts';

const NAMES = [
  'Super Pan',
  'Tasty Pot',
  'Nob Hill Motor Inn',
  'Nob Hill Hotel',
  'Ferry Building Marketplace',
  'Rooster & Rice - Castro',
  'Rooster & Rice - Union Square',
  'The Front Porch',
  'Café Ñandú',
  "Rin's Thai Restaurant",
  'Grand Hotel Restaurant',
  'Kokkari Restaurant',
  'New Fortune Restaurant',
];
const { find, saysBranch } = nameFinder(NAMES);
const sure = (text: string) =>
  find(text)
    .filter(({ share }) => share >= 0.6)
    .map(({ name }) => name)
    .sort();

describe('nameFinder', () => {
  test.each([
    { text: 'i found either super pan or tasty pot', expected: ['Super Pan', 'Tasty Pot'], why: 'as it is' },
    { text: 'does super pend have parking', expected: ['Super Pan'], why: 'misheard' },
    {
      text: 'is the ferry building market place open',
      expected: ['Ferry Building Marketplace'],
      why: 'split',
    },
    {
      text: 'rins thai restaurant please',
      expected: ["Rin's Thai Restaurant"],
      why: 'without its apostrophe',
    },
    { text: 'how about cafe nandu', expected: ['Café Ñandú'], why: 'without its accents' },
    { text: 'the table at front porch', expected: ['The Front Porch'], why: 'without its article' },
    {
      text: 'there is rooster and rice',
      expected: ['Rooster & Rice - Castro', 'Rooster & Rice - Union Square'],
      why: 'without what tells branches apart',
    },
    {
      text: 'the nob hill motor inn is nice',
      expected: ['Nob Hill Motor Inn'],
      why: 'whole, and not what shares words with it',
    },
    { text: 'a restaurant would be nice', expected: [], why: 'not in a word that many names have' },
    { text: 'superb, but that is a very hot pan', expected: [], why: 'not in pieces far apart' },
    { text: '', expected: [], why: 'not in nothing' },
  ])('finds a name $why: "$text"', ({ text, expected }) => {
    expect(sure(text)).toEqual(expected);
  });

  test('says how much of a name is there', () => {
    expect(find('super pan')).toEqual([{ name: 'Super Pan', share: 1 }]);
    const [half] = find('super');
    expect(half?.share).toBeGreaterThan(0.5);
    expect(half?.share).toBeLessThan(0.8);
  });

  test('a name whose first part stands there whole is there whole', () => {
    expect(find('rooster and rice').map(({ share }) => share)).toEqual([1, 1]);
  });

  test.each([
    { name: 'Rooster & Rice - Union Square', text: 'somewhere near Union Square', says: true },
    { name: 'Rooster & Rice - Castro', text: 'somewhere near Union Square', says: false },
    { name: 'Super Pan', text: 'super pan', says: false },
  ])('knows that "$text" tells $name from its like: $says', ({ name, text, says }) => {
    expect(saysBranch(name, text)).toBe(says);
  });

  test('finds nothing where no names are', () => {
    expect(nameFinder([]).find('super pan')).toEqual([]);
    expect(nameFinder(['', '!', 'a']).find('a ! b')).toEqual([]);
  });
});
