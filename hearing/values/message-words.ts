import type { Span } from '../../core/span.ts';
import { own } from '../../core/values/own.ts';

/** A word of a message, folded for comparison, with its place. */
export interface MessageWord {
  readonly word: string;
  readonly span: Span;
  /** The number of the clause: commas, stops and line breaks divide clauses. */
  readonly clause: number;
}

const EXPANDED: { readonly [word: string]: readonly string[] } = {
  "don't": ['do', 'not'],
  "it's": ['it', 'is'],
  "that's": ['that', 'is'],
};

/** Letters, digits and apostrophes between them; or a clause's end. */
const PART = /[\p{L}\p{N}]+(?:['’](?=\p{L})\p{L}+)*|[.,;:!?\n]/gu;

/** The words of a text in order. "don't" is two words at one place. */
export function messageWords(text: string): readonly MessageWord[] {
  const words: MessageWord[] = [];
  let clause = 0;
  for (const match of text.matchAll(PART)) {
    const part = match[0].toLowerCase().replaceAll('’', "'");
    if (/^[.,;:!?\n]$/.test(part)) {
      clause += 1;
      continue;
    }
    const span = { from: match.index, to: match.index + match[0].length };
    for (const word of folded(part)) words.push({ word, span, clause });
  }
  return words;
}

/** "won't" is "won" and "t", as `plainWords` has it, so that both ways of comparing agree. */
function folded(part: string): readonly string[] {
  return own(EXPANDED, part) ?? part.split("'");
}

/** The words of a declared phrase. */
export const phraseWords = (phrase: string): readonly string[] =>
  messageWords(phrase).map(({ word }) => word);
