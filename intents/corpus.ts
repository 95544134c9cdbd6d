import type { Features } from './softmax.ts';
import { NO_TERMS, rarity, readTerms, type Terms, termVector } from './terms.ts';

/** The examples, parsed once for all trainings on parts of them. */
export interface Corpus {
  readonly texts: readonly string[];
  readonly vectors: readonly Float32Array[];
  readonly terms: readonly Terms[];
  /** Every term, by its number. */
  readonly names: readonly string[];
  /** The number of each example's label. */
  readonly labels: readonly number[];
  readonly classes: number;
}

/** Reads the examples' terms. */
export function corpusOf(
  texts: readonly string[],
  vectors: readonly Float32Array[],
  labels: readonly number[],
  classes: number,
): Corpus {
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const number = numbers.get(term) ?? numbers.size;
    if (number === numbers.size) numbers.set(term, number);
    return number;
  };
  const terms = texts.map((text) => readTerms(text, numberOf));
  return { texts, vectors, terms, names: [...numbers.keys()], labels, classes };
}

/** The features of a message: its sentence vector, or its terms too. */
export type Reading = 'vectors' | 'vectors-and-terms';

/** The examples as features for a model that is trained on some of them. */
export interface Featured {
  readonly rows: readonly Features[];
  readonly width: number;
  /** The used terms by their numbers in the corpus, in the order of their columns. */
  readonly terms: readonly number[];
  /** The rarity of each of these terms. */
  readonly rarities: Float32Array;
}

/** Reads all examples, with the terms that occur in at least two `seen` ones. */
export function featuresOf(corpus: Corpus, reading: Reading, seen: readonly number[]): Featured {
  const { vectors, terms, names } = corpus;
  const dimensions = vectors[0]?.length ?? 0;
  if (reading === 'vectors') {
    const rows = vectors.map((dense) => ({ dense, sparse: NO_TERMS }));
    return { rows, width: dimensions, terms: [], rarities: new Float32Array() };
  }
  const rarities = rarity(
    seen.map((index) => terms[index] as Terms),
    names.length,
  );
  // Common terms first, so that weights that are read together are close in memory.
  const read = [...rarities.keys()]
    .filter((term) => rarities[term])
    .sort((a, b) => (rarities[a] as number) - (rarities[b] as number) || a - b);
  const columns = new Int32Array(names.length);
  for (const [column, term] of read.entries()) columns[term] = column;
  const rows = vectors.map((dense, index) => {
    const sparse = termVector(terms[index] as Terms, rarities);
    return { dense, sparse: { ...sparse, columns: sparse.columns.map((term) => columns[term] as number) } };
  });
  return {
    rows,
    width: dimensions + read.length,
    terms: read,
    rarities: Float32Array.from(read, (term) => rarities[term] as number),
  };
}
