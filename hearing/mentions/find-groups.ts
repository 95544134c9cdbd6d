import { extremeAt, placesAtEnd } from './extremes.ts';
import type { Group, Places } from './mention.ts';
import type { Word } from './message-words.ts';
import type { OptionIndex } from './option-index.ts';
import { isPlural } from './word-form.ts';
import { NUMBERS } from './word-lists.ts';
import type { Meaning } from './word-meanings.ts';
import type { ScopedWord } from './word-scopes.ts';

interface Open {
  words: number[];
  /** The last word that tells the options apart. */
  told: number;
  /** Where the options are named. */
  name: Places | null;
  byId: boolean;
  forms: Set<string>;
  details: Places[];
  elements: Places[];
}

export interface Found extends Group {
  readonly scope: ScopedWord['scope'];
  /** Details that mean a thing without its name: "the blue one". */
  readonly alone: boolean;
}

export interface MessageReading {
  readonly words: readonly Word[];
  readonly meanings: readonly Meaning[];
  readonly scopes: readonly ScopedWord[];
  readonly index: OptionIndex;
}

const BETWEEN = new Set('and or plus nor then also'.split(' '));
const DETERMINERS = new Set('the my a an this that these those both your our'.split(' '));
const EVERY = new Set('both all every each'.split(' '));
const BEFORE = new Set('of the my these those your our a an'.split(' '));

export const intersection = (one: Places, other: Places): Places =>
  new Set([...one].filter((place) => other.has(place)));

const union = (one: Places, other: Places): Places => new Set([...one, ...other]);

/** Finds the words that name options, thing by thing: "the blue backpack" is one group, "lamp and mug" are two. */
export function findGroups(reading: MessageReading): readonly Found[] {
  const { words, meanings, index } = reading;
  const groups: Found[] = [];
  let open: Open | null = null;
  for (const [at, word] of words.entries()) {
    const meaning = meanings[at] as Meaning;
    if (open && ends(open, at, meaning, reading)) {
      const followed = meaning.kind === 'unknown' && word.after === '' && open.told === at - 1;
      groups.push(...groupsOf(open, followed, reading));
      open = null;
    }
    if (meaning.kind === 'neutral' && open?.words.at(-1) === at - 1) open.words.push(at);
    if (!('places' in meaning)) continue;
    open ??= { words: [], told: at, name: null, byId: false, forms: new Set(), details: [], elements: [] };
    add(open, at, meaning, index);
  }
  return open ? [...groups, ...groupsOf(open, false, reading)] : groups;
}

function ends(open: Open, at: number, meaning: Meaning, { words, scopes, index }: MessageReading): boolean {
  if (meaning.kind === 'unknown' || isBetween(words, at, scopes, open)) return true;
  return 'places' in meaning && !fits(open, meaning, index);
}

function isBetween(words: readonly Word[], at: number, scopes: readonly ScopedWord[], open: Open): boolean {
  const { after, raw } = words[at] as Word;
  const last = open.words.at(-1) ?? at;
  if (after !== '' || BETWEEN.has(raw) || scopes[at]?.scope !== scopes[last]?.scope) return true;
  return open.name !== null && DETERMINERS.has(raw);
}

type Telling = Extract<Meaning, { places: Places }>;

/** False if the word names another thing than the words before it. */
function fits(open: Open, { kind, places, form }: Telling, index: OptionIndex): boolean {
  if (kind === 'id') return open.name === null;
  if (kind !== 'name' || open.name === null || intersection(open.name, places).size > 0) return true;
  return (
    isDetailOf(form, open.name, index) || [...open.forms].every((said) => isDetailOf(said, places, index))
  );
}

function isDetailOf(form: string, places: Places, { byDetail }: OptionIndex): boolean {
  const detailed = byDetail.get(form);
  return detailed !== undefined && intersection(detailed, places).size > 0;
}

function add(open: Open, at: number, { kind, places, form }: Telling, index: OptionIndex): void {
  open.words.push(at);
  open.told = at;
  if (kind === 'detail') open.details.push(places);
  else if (kind === 'element') open.elements.push(places);
  else {
    const both = open.name && intersection(open.name, places);
    if (both?.size === 0) nameAndDetail(open, places, form, index);
    else open.name = both ?? places;
    open.byId ||= kind === 'id';
    open.forms.add(form);
  }
}

/** "Laptop backpack": a word that names one thing is a detail of another. */
function nameAndDetail(open: Open, places: Places, form: string, { byDetail }: OptionIndex): void {
  const detailed = byDetail.get(form);
  if (open.name && detailed && intersection(detailed, open.name).size > 0) open.details.push(detailed);
  else {
    open.details.push(...[...open.forms].flatMap((said) => byDetail.get(said) ?? []));
    open.name = places;
  }
}

/** `followed`: by a content word that names nothing. "Garden hose" then does not mean the garden shears. */
function groupsOf(open: Open, followed: boolean, reading: MessageReading): readonly Found[] {
  const { index, scopes, words } = reading;
  const named = open.name && !open.byId ? bestNamed(open.name, open.forms, index) : open.name;
  if (followed && !open.byId && !endsName(open, named, reading)) return [];
  const [first = 0] = open.words;
  const before = readBefore(reading, first);
  const places = refined(named ?? index.all, named ? open.details : detailsOf(open), index.kind);
  const group: Found = {
    kind: kindOf(open),
    places: before.extreme ? placesAtEnd(index, places, before.extreme) : places,
    words: [...before.words, ...open.words],
    every: before.every || (named !== null && isMore(words[open.words.at(-1) ?? 0], index)),
    count: before.count,
    scope: scopes[first]?.scope ?? 'said',
    alone: standsAlone(open, words),
  };
  return before.other ? [{ ...group, kind: 'other' }] : [group];
}

const kindOf = ({ byId, name }: Open): Found['kind'] => (byId ? 'id' : name ? 'name' : 'detail');
const detailsOf = ({ details, elements }: Open) => (details.length > 0 ? details : elements);

/** "Mugs" of options that are called mug. */
const isMore = (last: Word | undefined, { plurals }: OptionIndex): boolean =>
  last !== undefined && isPlural(last.raw) && !plurals.has(last.form);

/** Of options that share words of their names: those whose whole name was said, else those with the noun. */
function bestNamed(places: Places, forms: ReadonlySet<string>, { names, byName }: OptionIndex): Places {
  const whole = [...places].filter((place) =>
    (names[place] ?? []).every((form) => forms.has(form) || !byName.has(form)),
  );
  if (whole.length > 0) return new Set(whole);
  const headed = [...places].filter((place) => forms.has(names[place]?.at(-1) ?? ''));
  return headed.length > 0 ? new Set(headed) : places;
}

function endsName(open: Open, places: Places | null, { meanings, index }: MessageReading): boolean {
  if (places === null) return false;
  const meaning = meanings[open.told];
  if (meaning?.kind !== 'name') return false;
  return [...places].some((place) => index.names[place]?.at(-1) === meaning.form);
}

/** Each detail narrows the options. One that fits none of them is of another thing, or of another variant. */
function refined(places: Places, details: readonly Places[], kind: OptionIndex['kind']): Places {
  return details.reduce((left, detail) => {
    const both = intersection(left, detail);
    if (both.size > 0) return both;
    return kind === 'variants' ? union(left, detail) : left;
  }, places);
}

function standsAlone({ words: [first = 0], words: used }: Open, words: readonly Word[]): boolean {
  const near = [
    ...words.slice(Math.max(0, first - 3), first),
    ...words.slice((used.at(-1) ?? 0) + 1, (used.at(-1) ?? 0) + 2),
  ];
  return near.some(({ raw }) => raw === 'one' || raw === 'ones');
}

/** Reads the words before a thing: "both", "two of the", "the cheapest", "the other". */
function readBefore({ words }: MessageReading, first: number) {
  let at = first - 1;
  while (BEFORE.has(words[at]?.raw ?? '') && words[at + 1]?.after === '') at--;
  const word = words[at + 1]?.after === '' && !words[at]?.taken ? words[at] : undefined;
  const raw = word?.raw ?? '';
  const extreme = extremeAt(raw, '') ?? extremeAt(words[at - 1]?.raw ?? '', raw);
  const count = word?.numbered ? null : countOf(raw);
  const [every, other] = [EVERY.has(raw), raw === 'other'];
  return { every, other, count, extreme, words: every || other || count !== null || extreme ? [at] : [] };
}

function countOf(raw: string): number | null {
  if (raw === 'both') return 2;
  const number = /^\d{1,2}$/.test(raw) ? Number(raw) : NUMBERS.indexOf(raw);
  return number > 0 ? number : null;
}
