import { type Found, intersection } from './find-groups.ts';
import type { Places } from './mention.ts';
import type { OptionIndex } from './option-index.ts';

/** The groups that choose and those that exclude, after "X for Y" and "from X to Y". */
export interface Sides {
  readonly chosen: readonly Found[];
  readonly excluded: readonly Found[];
}

/** The places that are clear, and those of the first choice that is not. */
export interface Resolved {
  readonly clear: Places;
  readonly unclear: Places;
}

const MOST_GROUPS = 100;

/** Sorts groups by their part in the wish. Of "X for Y" one chooses X from a list of theirs, Y from a list of choices. */
export function sidesOf(groups: readonly Found[], many: boolean, { kind }: OptionIndex): Sides {
  const by = (scope: Found['scope']) => groups.filter((group) => group.scope === scope);
  const [said, goal, had, background] = [by('said'), by('goal'), by('had'), by('background')];
  const excluded = by('excluded');
  const chosen = firstOf(chosenOf({ said, goal, had }, many, kind), background);
  const left = had.filter((group) => !chosen.includes(group) && !many);
  return { chosen, excluded: [...excluded, ...left] };
}

const firstOf = (...lists: readonly (readonly Found[])[]): readonly Found[] =>
  lists.find((list) => list.length > 0) ?? [];

type Parts = Record<'said' | 'goal' | 'had', readonly Found[]>;

function chosenOf({ said, goal, had }: Parts, many: boolean, kind: OptionIndex['kind']): readonly Found[] {
  if (had.length > 0 && goal.length > 0 && togetherFit([...had, ...goal])) return [...said, ...had, ...goal];
  if (many) return kind === 'things' ? [...said, ...had] : [...said, ...had, ...goal];
  if (goal.length === 0) return [...said, ...had];
  const named = said.some((group) => group.kind !== 'detail');
  const onlyDetails = goal.every((group) => group.kind === 'detail');
  if (kind !== 'variants' && named && onlyDetails) return said;
  // "The bottle for a white one" is in the order with the bottle, whichever has something white.
  if (kind === 'ids' && said.length > 0) return said;
  const last = goal.at(-1)?.words[0] ?? 0;
  return [...goal, ...said.filter((group) => group.kind === 'detail' && (group.words[0] ?? 0) > last)];
}

function togetherFit(groups: readonly Found[]): boolean {
  return groups.map(({ places }) => places).reduce(intersection).size > 0;
}

/** Settles groups with each other: a detail narrows the thing before it, and what is excluded is taken away. */
export function resolveGroups(
  { chosen, excluded }: Sides,
  many: boolean,
  kind: OptionIndex['kind'],
): Resolved {
  const settled = merged(chosen.slice(0, MOST_GROUPS), many, kind);
  const named = settled.some((group) => group.kind !== 'detail');
  const left = settled
    .filter((group) => group.kind !== 'detail' || group.alone || !named)
    .map((group) => ({ ...group, places: withoutExcluded(group.places, excluded, kind) }))
    .filter(({ places }) => places.size > 0);
  const clear = new Set(left.filter((group) => isClear(group, many)).flatMap(({ places }) => [...places]));
  const unclear = left.find(
    (group) => !isClear(group, many) && ![...group.places].some((place) => clear.has(place)),
  );
  return { clear, unclear: unclear?.places ?? new Set() };
}

/**
 * An excluded detail takes no thing away: "the thermostat, for one with Google instead of Apple", and no record of
 * several things: "the order with the lamp, it should be black, not red".
 */
function withoutExcluded(places: Places, excluded: readonly Found[], kind: OptionIndex['kind']): Places {
  let left = places;
  for (const group of excluded.slice(0, MOST_GROUPS)) {
    const kept = new Set([...left].filter((place) => !group.places.has(place)));
    if (kept.size > 0 || kind === 'variants' || group.kind !== 'detail') left = kept;
  }
  return left;
}

function isClear({ places, every, count }: Found, many: boolean): boolean {
  if (places.size === 1) return true;
  return many && (count === null ? every : count === places.size);
}

function merged(groups: readonly Found[], many: boolean, kind: OptionIndex['kind']): readonly Found[] {
  const left: Found[] = [];
  for (const group of groups) {
    const at = left.findLastIndex((other) => joins(other, group, many, kind));
    const other = left[at];
    if (!other) left.push(group);
    else left[at] = join(other, group, many);
  }
  return left;
}

/** True if the later words are about the same thing as the earlier. */
function joins(one: Found, other: Found, many: boolean, kind: OptionIndex['kind']): boolean {
  if (one.kind === 'place' || other.kind === 'place') return false;
  const both = intersection(one.places, other.places);
  if (!many) return both.size > 0 || (kind === 'variants' && other.kind === 'detail');
  const narrows = (one.kind === 'detail') !== (other.kind === 'detail');
  return both.size > 0 && narrows && Math.max(one.places.size, other.places.size) > both.size && !one.every;
}

function join(one: Found, other: Found, many: boolean): Found {
  const both = intersection(one.places, other.places);
  // "Black, 10 hours" where no black one has 10 hours: any of them may be meant.
  const places = both.size > 0 || many ? both : new Set([...one.places, ...other.places]);
  const kind = one.kind === 'detail' ? other.kind : one.kind;
  return { ...one, kind, places, every: one.every || other.every, words: [...one.words, ...other.words] };
}
