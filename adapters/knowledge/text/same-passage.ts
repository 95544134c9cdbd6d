import type { Passage } from '../../../core/context.ts';

/** Of all words of both, as many must be common. */
const COMMON = 0.9;
/** Words that turn a statement into another one. */
const DECISIVE = /^(?:\p{N}.*|no|not|never|none|without|cannot|\p{L}+nt|only|except|unless)$/u;

const wordsOf = ({ text }: Passage): ReadonlySet<string> =>
  new Set(
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu),
  );

/**
 * Whether a second passage says nothing that a first does not: almost the same words, about the same things.
 *
 * Never for texts that differ in a number or a negation, for those differ in what they say.
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
