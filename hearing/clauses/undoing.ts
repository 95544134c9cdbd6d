import { REQUEST_VERBS } from './english.ts';

const UNDOES = /\bun-?(\p{L}{4,})\b/giu;
/** Verbs with an opposite of their own: "unblock" undoes no request. */
const OPPOSED: ReadonlySet<string> = new Set(['block', 'pack', 'wrap']);

/** A message with "uncancel" as "undo cancel": a word that nobody writes in examples resembles its opposite. */
export const withUndoing = (text: string): string =>
  text.replace(UNDOES, (word, verb: string) => {
    const base = verb.toLowerCase();
    const isKnown = REQUEST_VERBS.has(word.toLowerCase()) || OPPOSED.has(base);
    return REQUEST_VERBS.has(base) && !isKnown ? `undo ${verb}` : word;
  });
