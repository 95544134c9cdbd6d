import type { Json } from '../../../core/values/json.ts';
import { meaningOf } from '../../claims/english-meanings.ts';
import { stemOf } from '../../claims/stem.ts';
import type { Thing } from './things.ts';

const NUMBERS: ReadonlyMap<string, number> = new Map(
  'no one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, value] as const),
);

/** A number of things that are said to be there: "it holds four items", "only one seat is left". */
const COUNTED =
  /\b(?:has|have|holds?|contains?|includes?|there (?:is|are|was|were)|there's|you see|found|^|only|just|has got|currently) (?:only |just |exactly |now |also )?(no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) ((?:\p{L}+ ){0,2}\p{L}+)/gu;
/** Others than all that there are, or another count than that of a list. */
const PARTIAL =
  /\b(?:of|more|other|others|another|free|extra|additional|different|remaining|new|last|first|next|further|same|such|up to|at most|at least|per|each|if|can|could|would|may|will|must|should|options?|days?|hours?|weeks?|months?|years?|business|minutes?|times?|people|things?|not|any|ways?|choices?|alternatives?|recent|all|both|travel)\b|\?$/;
/** Some of them: "two orders that have a lamp". */
const NARROWED =
  /^(?:\p{L}+ ){0,3}?(?:\([^)]{0,80}\) )?(?:that|which|with|containing|including|where|from|for|of|to|in the)\b/u;
const MOST_LISTS = 20;

/** The count of a plain sentence that no list and no number of the records has; null if there is none. */
export function countFault(plain: string, things: readonly Thing[]): string | null {
  if (PARTIAL.test(plain)) return null;
  for (const match of plain.matchAll(COUNTED)) {
    const [all, number = '', phrase = ''] = match;
    const isNarrowed = NARROWED.test(`${phrase}${plain.slice(match.index + all.length)}`);
    const fault = isNarrowed
      ? null
      : phraseFault(NUMBERS.get(number) ?? Number(number), phrase, plain, things);
    if (fault !== null) return fault;
  }
  return null;
}

function phraseFault(said: number, phrase: string, plain: string, things: readonly Thing[]): string | null {
  const words = phrase.split(' ');
  for (const at of words.keys()) {
    const fault = countedAs(words.slice(0, at + 1), said, plain, things);
    if (fault !== null) return fault === 'fits' ? null : fault;
  }
  return null;
}

function countedAs(
  words: readonly string[],
  said: number,
  plain: string,
  things: readonly Thing[],
): string | null {
  const noun = keyStem(words.at(-1) ?? '');
  const near = about(plain, things);
  const counts = [...countsOf(noun, words.slice(0, -1), near, plain)];
  if (counts.length === 0) return null;
  return counts.includes(said) ? 'fits' : `there are not ${said} “${words.at(-1)}”`;
}

/** The things of the records that a sentence names; all if it names none. */
function about(plain: string, things: readonly Thing[]): readonly Thing[] {
  const named = things.filter(({ code }) => code !== null && plain.includes(code.toLowerCase()));
  return named.length === 0 ? things : things.filter((thing) => named.some((one) => isWithin(thing, one)));
}

function isWithin(thing: Thing, main: Thing): boolean {
  for (let at: Thing | null = thing; at !== null; at = at.parent) if (at === main) return true;
  return false;
}

const keyStem = (word: string) => meaningOf(stemOf(word));

/** The counts that things under such a key have: lengths of lists, and numbers that a key of the noun has. */
function countsOf(
  noun: string,
  adjectives: readonly string[],
  things: readonly Thing[],
  plain: string,
): ReadonlySet<number> {
  const values = things.flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([key, value]) => (isOf(key, noun, adjectives) ? [value] : [])),
  );
  const found = new Set(values.flatMap((value) => countsIn(value, plain)));
  const lists = values.filter((value) => Array.isArray(value));
  const ids = lists.flat().filter((one) => typeof one === 'string');
  if (ids.length > 0) found.add(new Set(ids).size);
  // Several lists may be counted together.
  const total = lists.slice(0, MOST_LISTS).reduce((sum, list) => sum + list.length, 0);
  if (total > 0) found.add(total);
  return withStates(noun, adjectives, things, found);
}

/** True if the last word of a key is the noun, and it has the adjectives before it. */
function isOf(key: string, noun: string, adjectives: readonly string[]): boolean {
  const words = key.split('_');
  return keyStem(words.at(-1) ?? '') === noun && fits(adjectives, words.slice(0, -1).join(' '));
}

/** An adjective is a word of the key, "checked" of none; states are counted apart. */
const fits = (adjectives: readonly string[], key: string) =>
  adjectives.every((word) => key.split(' ').includes(word) || STATED.test(word) || word === 'checked');
const STATED = /^(?:pending|processed|delivered|cancelled|active|upcoming|open)$/;

function countsIn(value: Json, plain: string): readonly number[] {
  if (typeof value === 'number') return Number.isInteger(value) ? [value] : [];
  if (Array.isArray(value)) return [value.length];
  if (value === null || typeof value !== 'object') return [];
  const parts = Object.entries(value);
  const numbers = parts.filter(([, each]) => typeof each === 'number');
  if (numbers.length === 0) return [parts.length];
  // Of seats by cabin, those of the cabin that is named.
  const named = numbers.filter(([key]) => plain.includes(key.replace(/_/g, ' ')));
  const longest = named.toSorted(([one], [other]) => other.length - one.length)[0];
  return (longest === undefined ? numbers : [longest]).map(([, each]) => Number(each));
}

/** Of records of one sort, those in a state: "two pending orders". */
function withStates(
  noun: string,
  adjectives: readonly string[],
  things: readonly Thing[],
  found: Set<number>,
): Set<number> {
  const mains = things.filter(
    ({ code, parent, sort }) => code !== null && parent === null && sort !== null && keyStem(sort) === noun,
  );
  if (mains.length === 0) return found;
  const [state] = adjectives.filter((word) => STATED.test(word));
  if (state === undefined) return new Set([...found, mains.length]);
  const statusOf = ({ fields: { status } }: Thing) =>
    typeof status === 'string' ? status.toLowerCase() : '';
  const isIn = (thing: Thing) =>
    /active|upcoming|open/.test(state) ? !/cancel/.test(statusOf(thing)) : statusOf(thing).includes(state);
  return new Set([mains.filter(isIn).length]);
}
