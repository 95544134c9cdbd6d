import type { Span } from '../../core/span.ts';
import { JOINING } from './english.ts';

/** A value with the place of whom it belongs to in a list of persons; null if nobody can be told. */
export interface Paired<V extends Span> {
  readonly value: V;
  readonly owner: number | null;
  /** True if it stands beside nobody. */
  readonly loose: boolean;
}

/** Somebody in a text. `known`: records may have the value, so that others come first. */
export interface Owner extends Span {
  readonly known?: boolean;
}

/** Words between somebody and a value of theirs. */
const MOST_BETWEEN = 80;

interface Group<V extends Span> {
  /** Places in the list of persons. */
  readonly persons: readonly number[];
  readonly values: readonly V[];
  /** True if the first value stands in brackets behind the last person. */
  readonly enclosed: boolean;
}

/**
 * Gives values of one kind to persons, each once. A value belongs to whom it stands beside; as many values as persons
 * before them go in order. One value behind several persons is the last one's only where others have theirs each.
 */
export function pairValues<V extends Span>(
  text: string,
  persons: readonly Owner[],
  values: readonly V[],
): readonly Paired<V>[] {
  const { groups, loose } = groupsOf(text, persons, values);
  const needs = persons.map((person) => !person.known);
  const leads = leadingValues(groups);
  const eachOwn = groups.some(({ persons: { length }, values: own }) => length === 1 && own.length === 1);
  const paired = leads ?? groups.flatMap((group) => inGroup(group, needs, eachOwn));
  return [...paired, ...loose.map((value) => ({ value, owner: null, loose: true }))];
}

/** Runs of persons with the values right behind them; values that stand beside nothing are loose. */
function groupsOf<V extends Span>(text: string, persons: readonly Span[], values: readonly V[]) {
  const places = new Map(persons.map((person, place) => [person, place]));
  const items = [...persons, ...values].toSorted((one, other) => one.from - other.from);
  const groups: { readonly persons: number[]; readonly values: V[]; enclosed: boolean }[] = [];
  const loose: V[] = [];
  const begin = () => {
    const group = { persons: [], values: [], enclosed: false };
    groups.push(group);
    return group;
  };
  let last: (typeof groups)[number] = begin();
  for (const [at, item] of items.entries()) {
    const place = places.get(item);
    if (place !== undefined) {
      if (last.values.length > 0) last = begin();
      last.persons.push(place);
    } else if (isJoined(text, items[at - 1], item)) {
      last.enclosed ||= last.values.length === 0 && text.slice(items[at - 1]?.to, item.from).includes('(');
      last.values.push(item as V);
    } else {
      loose.push(item as V);
      last = begin();
    }
  }
  return { groups, loose };
}

const isJoined = (text: string, before: Span | undefined, value: Span): boolean =>
  before === undefined ||
  (value.from - before.to <= MOST_BETWEEN && JOINING.test(text.slice(before.to, value.from)));

/** "2001-04-12 Kevin Smith, 1990-02-03 Ana Li". Null if values do not lead. */
function leadingValues<V extends Span>(groups: readonly Group<V>[]): readonly Paired<V>[] | null {
  const [first, ...others] = groups;
  if (first?.persons.length !== 0 || first.values.length !== 1) return null;
  const [last, ...before] = others.toReversed();
  const alternate = before.every(({ persons, values }) => persons.length === 1 && values.length === 1);
  if (!alternate || last?.persons.length !== 1 || last.values.length !== 0) return null;
  return groups.flatMap(({ values }, at) =>
    values.map((value) => ({ value, owner: groups[at + 1]?.persons[0] ?? null, loose: false })),
  );
}

function inGroup<V extends Span>(
  { persons, values, enclosed }: Group<V>,
  needs: readonly boolean[],
  eachOwn: boolean,
): readonly Paired<V>[] {
  const lacking = persons.filter((place) => needs[place]);
  const owners = [persons, lacking].find(({ length }) => length === values.length);
  if (owners) return values.map((value, at) => ({ value, owner: owners[at] ?? null, loose: false }));
  const [only, ...others] = values;
  if (only && others.length === 0 && (eachOwn || enclosed))
    return [{ value: only, owner: persons.at(-1) ?? null, loose: false }];
  return values.map((value) => ({ value, owner: null, loose: persons.length === 0 }));
}
