import { plainWords } from './plain-words.ts';

/** A negation shortly before the words, in the same clause. */
const DENIED =
  /(?:^| )(?:not|never|nor|\S+n t|dont|didnt|doesnt|isnt|wasnt)(?: (?!(?:but|because|since|and|so|i) )\S+){0,4}$/;

/** True if a message says these plain words without a negation: "not by mistake" does not say "by mistake". */
export function saidOutright(text: string, words: string): boolean {
  if (words === '') return false;
  const clauses = text.split(/[.,;:!?\n]/).map((clause) => ` ${plainWords(clause)} `);
  const saying = clauses.filter((clause) => clause.includes(` ${words} `));
  if (saying.length === 0) return ` ${plainWords(text)} `.includes(` ${words} `);
  return saying.some((clause) => !isDenied(clause.slice(0, clause.indexOf(` ${words} `))));
}

/** True if the words before a place, in its clause, deny it. */
export const isDenied = (before: string): boolean => DENIED.test(before);
