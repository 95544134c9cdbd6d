import type { Passage } from '../../../core/context.ts';

/** The least share of common words among all words of both. */
const COMMON = 0.9;
/** Words that change the meaning of a statement. */
const DECISIVE = /^(?:\p{N}.*|no|not|never|none|without|cannot|\p{L}+nt|only|except|unless)$/u;

const wordsOf = ({ text }: Passage): ReadonlySet<string> =>
  new Set(
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu),
  );

/**
 * True if a second passage adds nothing to a first: almost the same words, the same `about`.
 *
 * Never true for texts that differ in a number or a negation.
 */
export function isNearlySame(first: Passage, second: Passage): boolean {
  if ((first.about ?? []).join('\n') !== (second.about ?? []).join('\n')) return false;
  if (first.text === second.text) return true;
  const [here, there] = [wordsOf(first), wordsOf(second)];
  const apart = [
    ...[...here].filter((word) => !there.has(word)),
    ...[...there].filter((word) => !here.has(word)),
  ];
  const all = new Set([...here, ...there]).size;
  return apart.length <= (1 - COMMON) * all && !apart.some((word) => DECISIVE.test(word));
}
