import { ENGLISH } from './languages/english/english.ts';
import type { Language } from './languages/language.ts';
import { plainWords } from './plain-words.ts';

type Denying = Pick<Language, 'denies'>;

/** True if a message says these plain words without a negation: "not by mistake" does not say "by mistake". */
export function saidOutright(text: string, words: string, language: Denying = ENGLISH): boolean {
  if (words === '') return false;
  const clauses = text.split(/[.,;:!?\n]/).map((clause) => ` ${plainWords(clause)} `);
  const saying = clauses.filter((clause) => clause.includes(` ${words} `));
  if (saying.length === 0) return ` ${plainWords(text)} `.includes(` ${words} `);
  return saying.some((clause) => {
    const at = clause.indexOf(` ${words} `);
    return !isDenied(clause.slice(0, at), clause.slice(at + words.length + 1), language);
  });
}

/** True if the words before or behind a place, in its clause, deny it. */
export const isDenied = (before: string, behind: string, { denies }: Denying = ENGLISH): boolean =>
  denies.before.test(before) || denies.behind.test(behind);
