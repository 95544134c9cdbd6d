import type { Found, MessageReading } from './find-groups.ts';
import type { MentionChange, Places } from './mention.ts';
import type { Word } from './message-words.ts';
import { type Resolved, resolveGroups, type Sides, sidesOf } from './resolve-groups.ts';
import { type WholeList, wholeLists } from './whole-list.ts';

/** The places that a message chooses, and those among which it does not decide. */
export interface Choice extends Resolved {
  readonly change: MentionChange;
  /** Positions of the words used. */
  readonly words: readonly number[];
}

const NO_PLACES: Places = new Set();
const ADDS = new Set('add also too plus additionally'.split(' '));
const ONLY = new Set('only just'.split(' '));

/** Decides between the things that a message names, excludes, or means by "all" and "the other". */
export function decideChoice(
  reading: MessageReading,
  groups: readonly Found[],
  many: boolean,
  current: Places | null,
): Choice | null {
  const { index, scopes } = reading;
  const change = current === null ? 'set' : changeOf(reading.words);
  const sides = preferring(sidesOf(admitted(reading, groups), many, index), many ? current : null, change);
  const excluded = placesOf(sides.excluded);
  const named = resolveGroups(sides, many, index.kind);
  const grouped = new Set(groups.flatMap(({ words }) => words));
  const [list] = wholeLists(reading, grouped).filter(
    ({ words: [at = 0] }) => scopes[at]?.scope !== 'excluded',
  );
  const words = [...sides.chosen, ...sides.excluded]
    .flatMap((group) => group.words)
    .concat(list?.words ?? []);
  const choose = (clear: Places, unclear: Places = NO_PLACES, change: MentionChange = 'set'): Choice => {
    const tooMany = !many && unclear.size === 0 && clear.size > 1;
    return tooMany ? { clear: NO_PLACES, unclear: clear, change, words } : { clear, unclear, change, words };
  };
  if (list) return choose(...listed(reading, list, { sides, excluded, named, current, many }));
  if (named.unclear.size > 0) return choose(named.clear, named.unclear);
  if (named.clear.size > 0)
    return choose(kept(named.clear, excluded, many && change === 'set' ? current : null), NO_PLACES, change);
  return current && excluded.size > 0 ? choose(excluded, NO_PLACES, 'remove') : null;
}

const placesOf = (groups: readonly Found[]): Places => new Set(groups.flatMap(({ places }) => [...places]));
const without = (places: Places, left: Places): Places =>
  new Set([...places].filter((place) => !left.has(place)));

/**
 * In a list of things, details, positions and "the cheapest" may be about something else. They choose beside no name,
 * where the message says little more; a detail of a thing that is named may narrow it.
 */
function admitted({ index, meanings, words }: MessageReading, groups: readonly Found[]): readonly Found[] {
  if (index.kind !== 'things') return groups;
  const unknown = meanings.filter(({ kind }, at) => kind === 'unknown' && !words[at]?.taken).length;
  const named = groups.some(({ kind }) => kind === 'name' || kind === 'id');
  return groups.filter(({ kind, alone, words: used }) => {
    if (unknown === 0) return true;
    if (kind === 'place') return !named && unknown <= 2;
    return kind !== 'detail' || named || (alone && unknown <= used.length);
  });
}

interface Situation {
  readonly sides: Sides;
  readonly excluded: Places;
  readonly named: Resolved;
  readonly current: Places | null;
  readonly many: boolean;
}

/** "All", "the rest" and "the other one", after what is excluded. */
function listed(reading: MessageReading, list: WholeList, situation: Situation): readonly [Places, Places?] {
  const { all } = reading.index;
  if (list.kind === 'rest') return rest(all, list, situation);
  const { sides, excluded } = situation;
  const left = without(all, excluded);
  const unsure = sides.excluded.find((group) => group.places.size > 1 && !group.every);
  if (unsure) return [left, unsure.places];
  const names = sides.chosen.some((group) => group.kind !== 'detail');
  // "Both, the lamp and the mug" is what is named.
  const clear = situation.named.unclear.size === 0 ? situation.named.clear : NO_PLACES;
  if (names && clear.size > 0 && clear.size === (list.count ?? left.size)) return [clear];
  const doubtful = excluded.size === 0 && (excludesUnknown(reading) || !counts(list, all));
  return names || doubtful ? [NO_PLACES, left] : [left];
}

const counts = ({ count }: WholeList, all: Places): boolean => count === null || count === all.size;

function rest(all: Places, list: WholeList, situation: Situation): readonly [Places, Places?] {
  const { excluded, named, current, many } = situation;
  const known = excluded.size > 0 ? excluded : (current ?? NO_PLACES);
  const left = without(all, known);
  if (known.size === 0 || named.clear.size + named.unclear.size > 0) return [NO_PLACES, all];
  return left.size > 1 && (!many || list.count === 1) ? [NO_PLACES, left] : [left];
}

/** "Everything except the flurb" is not everything. */
function excludesUnknown({ scopes, meanings, words }: MessageReading): boolean {
  return scopes.some(
    ({ scope }, at) => scope === 'excluded' && !words[at]?.taken && meanings[at]?.kind === 'unknown',
  );
}

/** "The vacuum instead of the mug" keeps what else was chosen. */
function kept(clear: Places, excluded: Places, current: Places | null): Places {
  const swaps = current !== null && [...excluded].some((place) => current.has(place));
  return swaps ? new Set([...without(current, excluded), ...clear]) : clear;
}

/** "Only the mug" and "not the mug" mean one that was chosen, "add the mug" another. */
function preferring({ chosen, excluded }: Sides, current: Places | null, change: MentionChange): Sides {
  if (current === null) return { chosen, excluded };
  const narrowed = (group: Found, liked: boolean): Found => {
    const places = new Set([...group.places].filter((place) => current.has(place) === liked));
    return places.size > 0 ? { ...group, places } : group;
  };
  return {
    chosen: change === 'set' ? chosen : chosen.map((group) => narrowed(group, change === 'only')),
    excluded: excluded.map((group) => narrowed(group, true)),
  };
}

function changeOf(words: readonly Word[]): MentionChange {
  const said = words.filter(({ taken }) => !taken).map(({ raw }) => raw);
  if (said.some((raw) => ADDS.has(raw)) || said[0] === 'and' || said.join(' ').includes('as well'))
    return 'add';
  return said.some((raw) => ONLY.has(raw)) ? 'only' : 'set';
}
