import { clauseWords, plainClause } from './claims/clause-words.ts';
import { isEnglishTalk } from './claims/english-talk.ts';

/** Shorter replies have too few words to tell a language by. */
const FEWEST_WORDS = 6;
/** The least share of English function words. Measured: recorded English replies have 0.3 and more, apart from lists. */
const LEAST_SHARE = 0.15;

/** The reason why a reply is in another language than English; null if it is not, or is too short or a list. */
export function languageFault(reply: string): { readonly why: string; readonly at: number } | null {
  const prose = reply
    .split('\n')
    .filter((line) => !/^\s*(?:[-*•#]|\d{1,2}[.)])/.test(line) && !/:\s*$/.test(line) && !isAddress(line));
  const words = clauseWords(plainClause(prose.join(' '))).filter((word) => /^\p{Ll}+$/u.test(word));
  if (words.length < FEWEST_WORDS) return null;
  const english = words.filter(isEnglishTalk).length;
  return english < LEAST_SHARE * words.length ? { why: 'it is in another language', at: 0 } : null;
}

/** Names and numbers alone, as an address has, are in no language. */
const isAddress = (line: string) => /\d/.test(line) && !/(?<![\p{L}\d])\p{Ll}/u.test(line);
