import type { Span } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';
import { saysUnknown } from '../says-unknown.ts';
import { listPieces } from './list-pieces.ts';
import { isNamed, isSamePerson, type Person, peopleIn, textOf, valuesOf, written } from './person.ts';
import type { NewList, ReadPeople } from './read-list.ts';
import { barePerson } from './read-person.ts';

/** The list with the full name of somebody who was asked about. `read`: the answer beside the others of the list. */
export function withFullName(
  text: string,
  { people, spans }: ReadPeople,
  current: Json | undefined,
  index: number,
): NewList | null {
  const before = peopleIn(current);
  const asked = before[index] ?? {};
  const others = before.length - 1;
  const fresh = people.slice(others);
  const same =
    fresh.find((person) => isSamePerson(person, asked)) ?? (fresh.length === 1 ? fresh[0] : undefined);
  const last = same && isNamed(same) ? null : lastNameIn(text, asked);
  const named = last ? { ...asked, ...valuesOf(same), ...last.person } : same && { ...asked, ...same };
  if (!named) return null;
  const more = fresh.filter((person) => person !== same);
  const list = [...people.slice(0, index), named, ...people.slice(index, others), ...more];
  return { list, spans: last ? [...spans, last.span] : spans };
}

interface LastName {
  readonly person: Person;
  readonly span: Span;
}

const MOST_WORDS = 3;

/** The last name of somebody whose first name is known: "Li", "her last name is van der Berg". */
function lastNameIn(text: string, asked: Person): LastName | null {
  const first = textOf(asked, 'first');
  if (text.includes('?') || saysUnknown(text)) return null;
  const [piece] = listPieces(text);
  const words = piece ? barePerson(piece.words) : [];
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const span = { from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 };
  const name = written(words.map((word) => word.text).join(' '));
  return { person: first === '' ? { said: name, first: name } : { last: name }, span };
}
