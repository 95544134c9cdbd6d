import { clauseWords } from './clause-words.ts';
import { clausesOf } from './clauses.ts';
import { type EffectClaim, effectClaims } from './effect-claims.ts';

/** A clause with the effects that it claims. */
export interface ClaimingClause {
  readonly words: readonly string[];
  readonly claims: readonly EffectClaim[];
  /** The codes that its claims are about: its own, and those of the sentence that no other clause with a verb has. */
  readonly named: readonly string[];
}

/** True if a plain sentence asks. */
export const isQuestion = (plain: string): boolean => /\?["')*_]*$/.test(plain);

/**
 * The clauses of a plain sentence. What others are said to have said is none.
 *
 * A word is a code by its form, or if it is one of those that are known, which may have letters alone.
 */
export function claimingClauses(plain: string, known: ReadonlySet<string>): readonly ClaimingClause[] {
  const clauses = clausesOf(statedPieces(plain.replace(REPORTED, ' ')).map(clauseWords));
  const codes = clauses.map(({ words }) => words.filter((word) => isCode(word) || known.has(word)));
  return clauses.map((clause, index) => {
    const elsewhere = clauses.flatMap(({ words }, other) =>
      other !== index && words.some((word) => FINITE.test(word)) ? (codes[other] ?? []) : [],
    );
    const inSentence = codes.flat().filter((code) => !elsewhere.includes(code));
    const named = [...new Set([...(codes[index] ?? []), ...inSentence])];
    return { words: clause.words, claims: effectClaims(clause), named };
  });
}

/** Words of others, up to the next clause: "your brother told you that it was cancelled". */
const REPORTED =
  /\b(?:you|he|she|they|(?:your|the) \p{L}+) (?:\p{L}+ly )?(?:say|says|said|tell|tells|told|heard|think|thought|believe|believed|mention|mentioned|claim|claimed|assume|assumed|wrote)(?: me| us| you)?(?: that)? .*?(?=[,;:.]|$| and | but | so )/gu;

const FINITE =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|remains?|stays?|goes|costs?|arrives?|leaves?|comes?|needs?|keeps?|holds?|shows?)$/;

/** The codes of a plain text. */
export const codesIn = (plain: string, known: ReadonlySet<string>): readonly string[] =>
  clauseWords(plain).filter((word) => isCode(word) || known.has(word));

/** A code has a letter and a digit, or a `#` before it. */
const isCode = (word: string) => /^#\w{3,32}$|^(?=\w*\d)(?=\w*[a-z])\w{5,32}$/.test(word);

/** The pieces of a sentence between its marks; the last one of a question asks, and states nothing. */
function statedPieces(plain: string): readonly string[] {
  const pieces = plain.split(/[,;:()—–]\s|\s[-–—]\s/);
  return isQuestion(plain) ? pieces.slice(0, -1) : pieces;
}
