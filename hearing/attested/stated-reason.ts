import type { Span } from '../../core/span.ts';
import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import { plainWords } from '../plain-words.ts';
import { isDenied } from '../said-outright.ts';

/** A reason in the customer's own words. `span`: the words that introduce it; `said`: the clause that gives it. */
export interface StatedReason {
  readonly span: Span;
  readonly said: string;
}

/** The first reason that a text gives: "because I have to work", "due to a wedding". Null if it gives none, or denies it. */
export function statedReason(
  text: string,
  language: Pick<Language, 'denies' | 'reasons'> = ENGLISH,
): StatedReason | null {
  let start = 0;
  for (const sentence of text.split(/(?<=[.!?;\n])/)) {
    const found = language.reasons.exec(sentence);
    if (found) {
      const before = plainWords(sentence.slice(0, found.index));
      const said = sentence.slice(found.index).trim();
      const from = start + found.index;
      const isReason = plainWords(said) !== plainWords(found[0]) || found.groups?.['whole'] !== undefined;
      if (isReason && !isDenied(before, '', language))
        return { span: { from, to: from + found[0].length }, said };
    }
    start += sentence.length;
  }
  return null;
}
