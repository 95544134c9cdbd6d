import type { Word } from './message-words.ts';
import { ACTION_WORDS, ALL_WORDS, DENIABLE, EXCHANGE_WORDS, NEGATIONS } from './word-lists.ts';

/**
 * The part that a word has in the wish.
 *
 * `excluded`: "not the lamp", "keep the lamp". `goal`: wanted instead of a thing, "for a black one". `had`: what
 * "from X to Y" leaves. `background`: "I recently bought a lamp", "if the lamp …".
 */
export type Scope = 'said' | 'excluded' | 'goal' | 'had' | 'background';

export interface ScopedWord {
  readonly scope: Scope;
  /** The word builds the sentence and names nothing: "except". */
  readonly marker: boolean;
}

/** Words between "from" and "to". */
const FROM_REACH = 8;
const KEEP = new Set(
  'keep keeping leave leaving ignore ignoring skip skipping exclude excluding forget hold'.split(' '),
);
const EXCEPT = new Set('except excepting excluding minus apart aside besides'.split(' '));
const REMOVE = new Set('remove removing drop without scratch'.split(' '));
const TOLD = new Set('bought ordered received got purchased have own had'.split(' '));
const GOAL = new Set('for to with into by'.split(' '));
const ENDS_DENIAL = new Set('because since so i'.split(' '));

interface Reading {
  scope: Scope;
  /** The kind of exclusion under way. */
  by: 'not' | 'except' | 'keep' | null;
  exchange: boolean;
  keptAll: boolean;
}

/** Reads the part of each word. With a present choice, "remove the lamp" excludes it. */
export function wordScopes(words: readonly Word[], corrects: boolean): readonly ScopedWord[] {
  const reading: Reading = { scope: 'said', by: null, exchange: false, keptAll: false };
  return words.map((word, at) => {
    startsPart(reading, words, at);
    const marker = readMarker(reading, words, at, corrects);
    if (ALL_WORDS.has(word.raw) && reading.by === 'keep') reading.keptAll = true;
    return { scope: reading.scope, marker };
  });
}

function say(reading: Reading, scope: Scope, by: Reading['by'] = null): true {
  reading.scope = scope;
  reading.by = by;
  return true;
}

function startsPart(reading: Reading, words: readonly Word[], at: number): void {
  const { after, raw } = words[at] as Word;
  if (at === 0 || after === '.') {
    reading.exchange = false;
    reading.keptAll = false;
    say(reading, tellsBackground(words, at) ? 'background' : 'said');
  } else if (after === ',') {
    const turns = raw === 'just' || raw === 'only';
    if (reading.by === null || reading.by === 'not' || turns) say(reading, 'said');
  } else if (raw === 'and' && reading.scope === 'goal') say(reading, 'said');
}

/** True for "I recently bought …" and "if …". */
function tellsBackground(words: readonly Word[], at: number): boolean {
  const [first, ...next] = words.slice(at, at + 4).map(({ raw }) => raw);
  if (first === 'if') return true;
  const told = first === "i've" || first === 'i' || first === 'we' ? next : [];
  const verb = told.find((raw) => !['just', 'recently', 'already', 'have', 'also', 'had'].includes(raw));
  return (
    (verb !== undefined && TOLD.has(verb)) || (told[0] === 'have' && !['to', 'been'].includes(told[1] ?? ''))
  );
}

function readMarker(reading: Reading, words: readonly Word[], at: number, corrects: boolean): boolean {
  const { raw } = words[at] as Word;
  if (isExcept(words, at)) return excepts(reading);
  if (raw === 'but') return ends(reading, words, at);
  if (isNegation(raw)) return denies(reading, words, at);
  if (reading.by === 'not' && ENDS_DENIAL.has(raw)) say(reading, 'said');
  if (KEEP.has(raw) && (raw !== 'hold' || words[at + 1]?.raw === 'off')) return keeps(reading);
  if (raw === 'without' || (REMOVE.has(raw) && corrects)) return say(reading, 'excluded', 'keep');
  return readAction(reading, words, at);
}

/** "Keep everything except the lamp" wishes the lamp away. */
const excepts = (reading: Reading): true =>
  reading.keptAll ? say(reading, 'said') : say(reading, 'excluded', 'except');

const keeps = (reading: Reading): true =>
  reading.by === 'not' ? say(reading, 'said') : say(reading, 'excluded', 'keep');

function readAction(reading: Reading, words: readonly Word[], at: number): boolean {
  const { raw } = words[at] as Word;
  if (
    ACTION_WORDS.has(raw) &&
    (reading.by === 'keep' || reading.by === 'except' || reading.scope === 'background')
  )
    say(reading, 'said');
  if (EXCHANGE_WORDS.has(raw)) reading.exchange = true;
  else if (raw === 'from' && leadsTo(words, at)) return say(reading, 'had');
  else if (GOAL.has(raw) && reading.scope === 'had') return say(reading, 'goal');
  else if (GOAL.has(raw) && reading.exchange && reading.scope === 'said') return say(reading, 'goal');
  return false;
}

function isExcept(words: readonly Word[], at: number): boolean {
  const raw = words[at]?.raw ?? '';
  const next = words[at + 1]?.raw ?? '';
  if (raw === 'apart' || raw === 'aside') return next === 'from';
  if (raw === 'rather' || raw === 'other') return next === 'than';
  if (raw === 'of') return words[at - 1]?.raw === 'instead';
  return EXCEPT.has(raw);
}

/** "All but the lamp" excludes; any other "but" ends an exclusion. */
function ends(reading: Reading, words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 3), at).map(({ raw }) => raw);
  const allBefore = before.some(
    (raw, index) => ALL_WORDS.has(raw) && before.slice(index + 1).every(isOfThem),
  );
  if (allBefore && words[at]?.after === '') return excepts(reading);
  return say(reading, 'said');
}

const isOfThem = (raw: string) => ['of', 'them', 'it', 'these', 'those', 'items', 'things'].includes(raw);
const isNegation = (raw: string) => NEGATIONS.has(raw) || raw.endsWith("n't");

function denies(reading: Reading, words: readonly Word[], at: number): boolean {
  const clause = words.slice(at + 1, at + 12);
  const end = clause.findIndex(({ after }) => after !== '');
  const said = (end < 0 ? clause : clause.slice(0, end)).map(({ raw }) => raw);
  const next = said.find((raw) => !['really', 'actually', 'even', 'to', 'be'].includes(raw));
  const noMore = said.some((raw) => ['anymore', 'more', 'longer'].includes(raw));
  if (words[at + 1]?.after === '.' || next === undefined || KEEP.has(next)) {
    // "I don't want to keep the lamp" wishes it away.
    reading.by = next !== undefined && KEEP.has(next) ? 'not' : reading.by;
    return true;
  }
  if (said.some((raw) => KEEP.has(raw))) {
    reading.by = 'not';
    return true;
  }
  const wants = next === 'want' || next === 'need' || next === 'like';
  if ((wants && noMore) || !(DENIABLE.has(next) || !isVerbLike(next))) return true;
  return say(reading, 'excluded', 'not');
}

const isVerbLike = (raw: string) =>
  /^(?:sure|only|just|yet|work\w*|fit\w*|turn\w*|have|had|received?|arriv\w+|happy|satisfied|know|remember|able|certain|so|too|very|that|like|going|got|come|came|is|it|i|you|we|needed|possible|available|what|as)$/.test(
    raw,
  );

function leadsTo(words: readonly Word[], at: number): boolean {
  const ahead = words.slice(at + 1, at + 1 + FROM_REACH);
  const end = ahead.findIndex(({ after, raw }) => after === '.' || raw === 'and');
  return (end < 0 ? ahead : ahead.slice(0, end)).some(({ raw }) => raw === 'to' || raw === 'into');
}
