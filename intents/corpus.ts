import type { Features } from './softmax.ts';
import { NO_TERMS, rarity, readTerms, type Terms, termVector } from './terms.ts';

/** The examples, read once for all that is trained on parts of them. */
export interface Corpus {
  readonly texts: readonly string[];
  readonly vectors: readonly Float32Array[];
  readonly terms: readonly Terms[];
  /** Every term that occurs, by its number. */
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

/** What is read of a message: its sentence vector, or its terms too. */
export type Reading = 'vectors' | 'vectors-and-terms';

/** The examples as numbers, as a model reads them that has seen only some of them. */
export interface Featured {
  readonly rows: readonly Features[];
  readonly width: number;
  /** Of each term; empty when no terms are read. */
  readonly rarities: Float32Array;
}

/** Reads all examples with the terms of the `seen` ones. */
export function featuresOf(corpus: Corpus, reading: Reading, seen: readonly number[]): Featured {
  const { vectors, terms, names } = corpus;
  const dimensions = vectors[0]?.length ?? 0;
  if (reading === 'vectors') {
    const rows = vectors.map((dense) => ({ dense, sparse: NO_TERMS }));
    return { rows, width: dimensions, rarities: new Float32Array() };
  }
  const rarities = rarity(
    seen.map((index) => terms[index] as Terms),
    names.length,
  );
  const rows = vectors.map((dense, index) => ({
    dense,
    sparse: termVector(terms[index] as Terms, rarities),
  }));
  return { rows, width: dimensions + names.length, rarities };
}
