import { stemmer } from 'stemmer';

/** No English word is longer; the time of the stemmer is not linear in the length. */
const LONGEST_WORD = 40;

/** The stem of a word, by Porter's algorithm. */
export const stemOf = (word: string): string => (word.length > LONGEST_WORD ? word : stemmer(word));
