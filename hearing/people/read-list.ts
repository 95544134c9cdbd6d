import type { Slot } from '../../core/flow.ts';
import { overlaps, type Span } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';
import { afterWords } from '../values/after-words.ts';
import { findPhrase } from '../values/find-phrases.ts';
import { messageWords, phraseWords } from '../values/message-words.ts';
import { readTyped } from '../values/read-typed.ts';
import type { ReadTime, ReadValue } from '../values/value-reader.ts';
import { pairValues } from './pair-values.ts';
import { isNamed, isSamePerson, type Person, peopleIn } from './person.ts';
import { hasCapitals, type PersonHeard, readPeople } from './read-people.ts';
import { type Renamed, renamePerson } from './rename-person.ts';

/** A slot that holds a list of persons, with the slots of values for each of them. */
export interface PeopleSlot {
  readonly slot: Slot;
  readonly values: ReadonlyMap<string, Slot>;
}

export interface PeopleContext extends ReadTime {
  /** Parts of the message that mean something else. */
  readonly taken?: readonly Span[];
  /** The list as it is. */
  readonly current: Json | undefined;
  /** Persons who are offered, beside those of the list. */
  readonly offered?: readonly Person[];
  /** The question that the message answers: for persons, or for a value of one of them. */
  readonly asked: 'persons' | 'values' | null;
}

/** A value with the slot that it is for. */
export interface OwnValue extends Span {
  readonly name: string;
  readonly value: Json;
  /** True if a declared word stands before it. */
  readonly announced: boolean;
}

/** A value that belongs to nobody who can be told. */
export interface UnownedValue extends OwnValue {
  /** True if it stands beside nobody, so that it may mean something else. */
  readonly loose: boolean;
}

/** A list as a message leaves it. */
export interface ReadPeople {
  readonly people: readonly Person[];
  /** The words that it was read from. */
  readonly spans: readonly Span[];
  /** Values that belong to nobody who can be told, in the order of the text. */
  readonly unowned: readonly UnownedValue[];
}

/** A list as an answer leaves it, with the words that it was read from. */
export interface NewList {
  readonly list: readonly Json[];
  readonly spans: readonly Span[];
}

/** Reads persons and values of theirs in a message, and puts them into the list. */
export function readPeopleList(text: string, declared: PeopleSlot, context: PeopleContext): ReadPeople {
  const { slot } = declared;
  const current = peopleIn(context.current);
  const values = ownValues(text, declared, context);
  const plain = blanked(text, declared, values, context);
  const renamed = renamePerson(plain, current, hasCapitals(plain));
  if (renamed) return withValues(renamed, values);
  const heard = readPeople(plain, {
    asked: context.asked === 'persons' && !text.includes('?'),
    words: slot.words ?? [],
    selves: (slot.known ?? []).flatMap(({ words }) => words),
    among: [...current, ...(context.offered ?? [])],
  });
  const found = [...declared.values.keys()].map((name) =>
    pairValues(
      plain,
      heard,
      values.filter((each) => each.name === name),
    ),
  );
  const owned = found.flat();
  const people = [...current];
  const spans: Span[] = [];
  for (const [place, person] of heard.entries()) {
    const mine = owned.flatMap(({ value, owner }) => (owner === place ? [value] : []));
    if (!put(people, person, mine)) continue;
    spans.push({ from: person.from, to: person.to }, ...mine.map(({ from, to }) => ({ from, to })));
  }
  const unowned = owned.flatMap(({ value, owner, loose }) => (owner === null ? [{ ...value, loose }] : []));
  return { people, spans, unowned: unowned.toSorted((one, other) => one.from - other.from) };
}

/** A list with somebody renamed, and with values that are said beside the name. */
function withValues({ people, place, spans }: Renamed, values: readonly OwnValue[]): ReadPeople {
  const said = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  const one = values.length === Object.keys(said).length;
  return {
    people: people.map((person, at) => (one && at === place ? { ...person, ...said } : person)),
    spans: [...spans, ...values.map(({ from, to }) => ({ from, to }))],
    unowned: [],
  };
}

/** Puts somebody into a list, with values of theirs. False if they do not belong there. */
function put(people: Person[], { person, listed }: PersonHeard, values: readonly OwnValue[]): boolean {
  const place = people.findIndex((each) => isSamePerson(each, person));
  const before = people[place];
  if (!before && !listed && values.length === 0) return false;
  const said = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  const named = before && isNamed(before) && !isNamed(person) ? before : { ...before, ...person };
  if (before) people[place] = { ...named, ...said };
  else people.push({ ...named, ...said });
  return true;
}

/** The values in a message that may be somebody's. */
function ownValues(text: string, { values }: PeopleSlot, context: PeopleContext): readonly OwnValue[] {
  const { taken = [] } = context;
  return [...values].flatMap(([name, slot]) => {
    const read = readTyped(text, slot, { ...context, asked: context.asked === 'values' }).filter(
      ({ span }) => !taken.some((part) => overlaps(part, span)),
    );
    const announced = new Set<ReadValue>(slot.words ? afterWords(text, read, slot.words) : []);
    return read.map((each) => ({
      name,
      value: each.value,
      announced: announced.has(each),
      ...each.span,
    }));
  });
}

/** The text without values and the words that announce them, so that nobody is named by these. */
function blanked(
  text: string,
  { values: slots }: PeopleSlot,
  values: readonly OwnValue[],
  { taken = [] }: PeopleContext,
): string {
  const words = messageWords(text);
  const announcing = [...slots.values()].flatMap(({ words: declared = [] }) =>
    declared.flatMap((phrase) => findPhrase(words, phraseWords(phrase))),
  );
  const units = text.split('');
  for (const { from, to } of [...values, ...announcing, ...taken]) units.fill(';', from, to);
  return units.join('');
}
