import type { MessageReading } from './find-groups.ts';
import type { Word } from './message-words.ts';
import { ALL_NOUNS, FUNCTION_WORDS, NUMBERS } from './word-lists.ts';

/** Words that mean the whole list, or what is left of it. */
export interface WholeList {
  readonly kind: 'all' | 'rest';
  readonly words: readonly number[];
  /** The number in "all five". */
  readonly count: number | null;
}

const NOT_BEFORE_ALL = new Set("that's thats that is at after for was it's above not".split(' '));
const AFTER_EVERYTHING = new Set(
  'from in on of except excepting excluding but please and apart aside minus other back instead to now it i with'.split(
    ' ',
  ),
);
const AFTER_ALL = new Set(
  'of the my these those them it but except excluding please from apart aside other minus and in on back that'.split(
    ' ',
  ),
);
const RESTS = new Set(['rest', 'others', 'remaining']);
const BEFORE_SAME = new Set('else the exactly is are should can may must be being'.split(' '));
const SAME = new Set('same identical unchanged stays stay remains remain'.split(' '));
const SKIPPED = new Set('of the my these those them our your'.split(' '));

/** Finds "all", "both", "everything", "the whole order", "all five", "the rest", "the other one". */
export function wholeLists(reading: MessageReading, grouped: ReadonlySet<number>): readonly WholeList[] {
  return reading.words.flatMap((word, at) => {
    if (word.taken || grouped.has(at)) return [];
    if (staysSame(reading.words, at)) return [];
    const found = restAt(reading.words, at) ?? allAt(reading, at, grouped);
    return found ? [found] : [];
  });
}

/** "Everything else the same", "the rest stays": no choice of what is left. */
function staysSame(words: readonly Word[], at: number): boolean {
  if (!['else', 'rest', 'everything', 'all'].includes(rawAt(words, at))) return false;
  let next = at + 1;
  while (words[next]?.after === '' && BEFORE_SAME.has(rawAt(words, next))) next++;
  return words[next]?.after === '' && SAME.has(rawAt(words, next));
}

function restAt(words: readonly Word[], at: number): WholeList | null {
  const { raw } = words[at] as Word;
  const next = words[at + 1];
  const before = words[at - 1]?.raw ?? '';
  if (RESTS.has(raw) && before === 'the') return { kind: 'rest', words: [at], count: null };
  if (raw === 'else' && before === 'everything') return { kind: 'rest', words: [at - 1, at], count: null };
  if (raw !== 'other' || !['the', ''].includes(before) || !endsRest(next)) return null;
  return { kind: 'rest', words: [at], count: next && /s$|^two$/.test(next.raw) ? null : 1 };
}

function endsRest(next: Word | undefined): boolean {
  if (next === undefined || next.after !== '') return true;
  return next.raw !== 'than' && (FUNCTION_WORDS.has(next.raw) || ALL_NOUNS.has(next.raw));
}

function allAt(reading: MessageReading, at: number, grouped: ReadonlySet<number>): WholeList | null {
  const { words } = reading;
  const { raw, after } = words[at] as Word;
  const before = after === '' ? rawAt(words, at - 1) : '';
  const next = words[at + 1]?.after === '' ? rawAt(words, at + 1) : '';
  const each = raw === 'every' || raw === 'each';
  const means = each
    ? isAllOf(reading, at + 1, grouped, 1)
    : meansAll(raw, next) && !NOT_BEFORE_ALL.has(before);
  if (means) return { kind: 'all', words: [at], count: null };
  const counted = (raw === 'all' || raw === 'both') && !NOT_BEFORE_ALL.has(before);
  return counted ? countedAll(reading, at, grouped, next) : null;
}

function meansAll(raw: string, next: string): boolean {
  if (raw === 'whole' || raw === 'entire') return ALL_NOUNS.has(next);
  return raw === 'everything' && (next === '' || AFTER_EVERYTHING.has(next));
}

const rawAt = (words: readonly Word[], at: number): string => words[at]?.raw ?? '';

function countedAll(
  reading: MessageReading,
  at: number,
  grouped: ReadonlySet<number>,
  next: string,
): WholeList | null {
  const count = reading.words[at]?.raw === 'both' ? 2 : numberOf(next);
  const may = next === '' || count !== null || AFTER_ALL.has(next) || ALL_NOUNS.has(next);
  return may && isAllOf(reading, at + 1, grouped, 0) ? { kind: 'all', words: [at], count } : null;
}

function numberOf(raw: string): number | null {
  const number = /^\d{1,2}$/.test(raw) ? Number(raw) : NUMBERS.indexOf(raw);
  return number > 0 ? number : null;
}

/** False if the noun after "all the" is none of the list: "all my friends". */
function isAllOf(
  { words, meanings, scopes }: MessageReading,
  from: number,
  grouped: ReadonlySet<number>,
  least: number,
): boolean {
  let at = from;
  while (
    words[at]?.after === '' &&
    (SKIPPED.has(words[at]?.raw ?? '') || numberOf(words[at]?.raw ?? '') !== null)
  )
    at++;
  const noun = words[at]?.after === '' ? words[at] : undefined;
  if (!noun || scopes[at]?.marker) return at - from >= least;
  if (grouped.has(at)) return false;
  return ALL_NOUNS.has(noun.raw) || (least === 0 && meanings[at]?.kind !== 'unknown');
}
