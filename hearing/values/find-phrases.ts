import type { Span } from '../../core/span.ts';
import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import { isDenied } from '../said-outright.ts';
import type { MessageWord } from './message-words.ts';

/** Words from this length on may have one wrong letter. */
const LONG = 5;

/** Every place of a phrase's words in a message. With `mistyped`, one that is long may differ by one edit. */
export function findPhrase(
  words: readonly MessageWord[],
  wanted: readonly string[],
  mistyped = false,
  language: Pick<Language, 'denies'> = ENGLISH,
): readonly Span[] {
  if (wanted.length === 0) return [];
  const found: Span[] = [];
  for (let start = 0; start + wanted.length <= words.length; start += 1) {
    if (!matchesAt(words, start, wanted, mistyped)) continue;
    if (isDenied(wordsBefore(words, start), wordsBehind(words, start + wanted.length), language)) continue;
    const from = words[start]?.span.from ?? 0;
    found.push({ from, to: words[start + wanted.length - 1]?.span.to ?? from });
  }
  return found;
}

function matchesAt(
  words: readonly MessageWord[],
  start: number,
  wanted: readonly string[],
  mistyped: boolean,
): boolean {
  let edits = mistyped ? 1 : 0;
  return wanted.every((want, index) => {
    const said = words[start + index]?.word ?? '';
    if (said === want) return true;
    if (edits === 0 || !isMistyped(said, want)) return false;
    edits -= 1;
    return true;
  });
}

/** The words before a place in the same clause, as one text. */
function wordsBefore(words: readonly MessageWord[], start: number): string {
  const clause = words[start]?.clause;
  const near = words.slice(Math.max(0, start - 8), start).filter((word) => word.clause === clause);
  return near.map(({ word }) => word).join(' ');
}

/** The words from a place on in the same clause, as one text. */
function wordsBehind(words: readonly MessageWord[], start: number): string {
  const clause = words[start - 1]?.clause;
  const near = words.slice(start, start + 8).filter((word) => word.clause === clause);
  return near.map(({ word }) => word).join(' ');
}

/** True if a long word differs from another by one letter added, left out, replaced, or two swapped; not the first. */
export function isMistyped(said: string, meant: string): boolean {
  if (
    meant.length < LONG ||
    said[0] !== meant[0] ||
    /\d/.test(said) ||
    Math.abs(said.length - meant.length) > 1
  )
    return false;
  let start = 0;
  while (start < said.length && said[start] === meant[start]) start += 1;
  const [a, b] = [said.slice(start), meant.slice(start)];
  if (a.length !== b.length) return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
  return (
    a !== b && (a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)))
  );
}
