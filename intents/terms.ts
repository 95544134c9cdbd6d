/** The largest number of characters read. The sentence encoder reads even fewer. */
const LENGTH = 2000;

const WORD_RUN = 2;
const SHORTEST = 3;
const LONGEST = 5;

/** The terms of a text, repeated as they occur: words, pairs of words, and pieces of words. */
export interface Terms {
  readonly words: Int32Array;
  readonly pieces: Int32Array;
}

/** A sparse vector: numbered columns with values; all others are zero. */
export interface Sparse {
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** The length of the vectors of words and of pieces. The sentence vector has length 1. */
const LENGTH_OF_TERMS = 0.5;

export const NO_TERMS: Sparse = { columns: new Int32Array(), values: new Float32Array() };

/** The words of a text with two letters or more, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .slice(0, LENGTH)
      .toLowerCase()
      .match(/\p{L}{2,}/gu) ?? []
  );
}

const runsOf = (tokens: readonly string[]): readonly string[] => [
  ...tokens,
  ...tokens.slice(WORD_RUN - 1).map((token, index) => `${tokens[index]} ${token}`),
];

/** Pieces of a word, with a leading underscore so that none equals a word. */
const piecesOf = (token: string): readonly string[] => {
  const framed = `<${token}>`;
  const pieces: string[] = [];
  for (let length = SHORTEST; length <= Math.min(LONGEST, framed.length); length++)
    for (let start = 0; start + length <= framed.length; start++)
      pieces.push(`_${framed.slice(start, start + length)}`);
  return pieces;
};

/** Reads a text's terms as numbers. `numberOf` returns undefined for a term to skip. */
export function readTerms(text: string, numberOf: (term: string) => number | undefined): Terms {
  const tokens =
    text
      .slice(0, LENGTH)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const numbered = (terms: readonly string[]) =>
    Int32Array.from(terms.flatMap((term) => numberOf(term) ?? []));
  return { words: numbered(runsOf(tokens)), pieces: numbered(tokens.flatMap(piecesOf)) };
}

/** The inverse document frequency of each of the first `size` terms; 0 for a term in only one text. */
export function rarity(texts: readonly Terms[], size: number): Float32Array {
  const counts = new Int32Array(size);
  for (const { words, pieces } of texts)
    for (const term of new Set([...words, ...pieces])) counts[term] = (counts[term] as number) + 1;
  return Float32Array.from(counts, (count) =>
    count < 2 ? 0 : Math.log((1 + texts.length) / (1 + count)) + 1,
  );
}

const weighed = (terms: Int32Array, rarities: Float32Array): readonly (readonly [number, number])[] => {
  const counts = new Map<number, number>();
  for (const term of terms) if (rarities[term]) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weights = [...counts].map(
    ([term, count]) => [term, (1 + Math.log(count)) * (rarities[term] as number)] as const,
  );
  const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
  return weights.map(([term, weight]) => [term, weight / length] as const);
};

/** TF-IDF vectors of a text's words and of its pieces, both of the same length or empty. */
export function termVector({ words, pieces }: Terms, rarities: Float32Array): Sparse {
  const entries = [...weighed(words, rarities), ...weighed(pieces, rarities)];
  return {
    columns: Int32Array.from(entries, ([term]) => term),
    values: Float32Array.from(entries, ([, weight]) => LENGTH_OF_TERMS * weight),
  };
}
