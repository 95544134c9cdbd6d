import { folded, isNamed, isSamePerson, type Person, textOf, valuesOf } from './person.ts';

/** Persons of records, and what customers call the one of them. */
export interface KnownPeople {
  readonly people: readonly Person[];
  readonly words: readonly string[];
}

/** The list with names and values that records have. What the customer said of somebody comes first; nobody is in it twice. */
export function withKnown(list: readonly Person[], known: readonly KnownPeople[]): readonly Person[] {
  const people: Person[] = [];
  for (const person of list.map((each) => knownAs(each, known))) {
    const place = people.findIndex((each) => isSamePerson(each, person));
    if (place < 0) people.push(person);
    else people[place] = { ...person, ...people[place] };
  }
  return people;
}

function knownAs(person: Person, known: readonly KnownPeople[]): Person {
  const found = recordOf(person, known);
  if (!found) return person;
  return isNamed(person) ? { ...found, ...person } : { ...person, ...found, ...valuesOf(person) };
}

/** The one record that somebody is; undefined if there is none, or several. */
function recordOf(person: Person, known: readonly KnownPeople[]): Person | undefined {
  const said = folded(textOf(person, 'said'));
  const self = known.find(({ words }) => words.some((phrase) => folded(phrase) === said));
  const matching =
    self && !isNamed(person)
      ? self.people
      : known.flatMap(({ people }) => people).filter((each) => isSamePerson(each, person));
  const [only, ...others] = matching;
  return others.length === 0 ? only : undefined;
}
