import { describe, expect, test } from 'vitest';
import { rarity, readTerms, type Terms, termVector } from './terms.ts';

const numbering = () => {
  const numbers = new Map<string, number>();
  return {
    numbers,
    read: (text: string): Terms =>
      readTerms(text, (term) => {
        const number = numbers.get(term) ?? numbers.size;
        numbers.set(term, number);
        return number;
      }),
  };
};

describe('readTerms', () => {
  test('reads words, pairs of them, and their pieces', () => {
    const { numbers, read } = numbering();
    read('My card!');
    expect([...numbers.keys()]).toEqual([
      'my',
      'card',
      'my card',
      '_<my',
      '_my>',
      '_<my>',
      '_<ca',
      '_car',
      '_ard',
      '_rd>',
      '_<car',
      '_card',
      '_ard>',
      '_<card',
      '_card>',
    ]);
  });

  test('leaves out what has no number', () => {
    expect([...readTerms('my card', (term) => (term === 'card' ? 7 : undefined)).words]).toEqual([7]);
  });

  test.each(['', '   ', '👾', '\ud800'])('finds nothing in "%s"', (text) => {
    expect(readTerms(text, () => 0)).toEqual({ words: new Int32Array(), pieces: new Int32Array() });
  });

  test('reads only the beginning of what is far too long', () => {
    expect(readTerms('word '.repeat(100_000), () => 0).words.length).toBeLessThan(1000);
  });
});

describe('termVector', () => {
  const { numbers, read } = numbering();
  const texts = ['my card', 'my card is lost', 'my parcel', 'where is it'].map(read);
  const rarities = rarity(texts, numbers.size);
  const valueIn = (text: Terms, term: string): number => {
    const { columns, values } = termVector(text, rarities);
    return values[columns.indexOf(numbers.get(term) as number)] ?? 0;
  };

  test('counts rare terms for more, and those of a single text not at all', () => {
    const [first, second] = texts as [Terms, Terms];
    expect(valueIn(first, 'card')).toBeGreaterThan(valueIn(first, 'my'));
    expect(valueIn(second, 'lost')).toBe(0);
  });

  test('is as long for a long text as for a short one', () => {
    const lengths = texts.slice(0, 2).map((text) => Math.hypot(...termVector(text, rarities).values));
    expect(lengths[0]).toBeCloseTo(lengths[1] as number, 5);
    expect(lengths[0]).toBeGreaterThan(0);
  });

  test('is empty for a text without a known term', () => {
    expect(termVector(read('zzz'), rarities).columns).toHaveLength(0);
  });
});
