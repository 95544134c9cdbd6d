import type { Slot } from '../../core/flow.ts';
import type { Option } from '../../core/state.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import { renderText, renderValue } from '../../core/values/template.ts';
import { withKnown } from '../../hearing/people/known-people.ts';
import {
  fullName,
  isNamed,
  isSamePerson,
  type Person,
  peopleIn,
  textOf,
} from '../../hearing/people/person.ts';
import type { FlowEffect, FlowSpot, FlowWalk } from './flow-effect.ts';
import type { Scope } from './flow-options.ts';
import { knownPersons } from './known-persons.ts';

interface DeclaredList {
  readonly name: string;
  readonly slot: Slot;
}

/** Asks for the values of a list until it has as many as it must have. */
export function askList(
  walk: FlowWalk,
  { name, slot }: DeclaredList,
  { scope }: FlowSpot,
): FlowEffect | null {
  const said = listOf(own(walk.frame.slots, name));
  const isPeople = slot.type === 'person-name';
  const known = knownPersons(slot, scope);
  const list = isPeople ? withKnown(peopleIn(said), known) : said;
  if (canonicalJson(list) !== canonicalJson(said)) return { do: 'fill', key: name, value: list };
  const persons = peopleIn(list);
  const unnamed = isPeople ? persons.findIndex((person) => !isNamed(person)) : -1;
  if (unnamed >= 0) return askPart({ name, slot }, { place: unnamed, persons }, scope);
  const count = countOf(slot, scope);
  if (count !== null && list.length > count) return askWhich(walk, { name, slot }, list, scope);
  if (list.length < (count ?? 1)) {
    const offered = known
      .flatMap(({ people }) => people)
      .filter((one) => !persons.some((person) => isSamePerson(person, one)));
    const text = questionFor(walk, { name, slot }, list.length > 0 ? 'more' : 'ask');
    const numbers = { number: list.length + 1, left: (count ?? 1) - list.length };
    return ask(name, renderText(text, { ...scope, ...numbers }), optionsOf(slot, offered));
  }
  setOwn(scope, name, list);
  return null;
}

/** Asks which of too many are meant. */
function askWhich(
  walk: FlowWalk,
  { name, slot }: DeclaredList,
  list: readonly Json[],
  scope: Scope,
): FlowEffect {
  const text = questionFor(walk, { name, slot }, 'tooMany');
  return ask(name, renderText(text, { ...scope, number: list.length }), optionsOf(slot, list));
}

const optionsOf = (slot: Slot, elements: readonly Json[]): readonly Option[] =>
  elements.map((each) => asOption(slot, each));

/** The question of a list: again in other words after an answer that was not understood. */
function questionFor(
  { frame }: FlowWalk,
  { name, slot }: DeclaredList,
  kind: 'ask' | 'more' | 'tooMany',
): string {
  const failed = (own(frame.attempts, name) ?? 0) > 0;
  return (failed && kind !== 'tooMany' ? slot.retry : undefined) ?? slot[kind] ?? slot.ask;
}

function askPart(
  { name, slot }: DeclaredList,
  { place, persons }: { readonly place: number; readonly persons: readonly Person[] },
  scope: Scope,
): FlowEffect {
  const key = `${name}@${place}`;
  const text = slot.part ?? slot.ask;
  return ask(key, renderText(text, { ...scope, said: textOf(persons[place] ?? {}, 'said') }), []);
}

const ask = (key: string, text: string, options: readonly Option[]): FlowEffect => ({
  do: 'ask',
  slots: [key],
  text,
  options,
  listed: false,
  many: true,
});

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function asOption({ type }: Slot, element: Json): Option {
  const [person] = peopleIn([element]);
  if (type === 'person-name' && person) return { label: fullName(person), value: fullName(person), element };
  return { label: String(element), value: element, element };
}

/** The number of values that a list must have; null if nothing says it. */
function countOf({ count }: Slot, scope: Scope): number | null {
  const value = count === undefined ? undefined : renderValue(count, scope);
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : null;
}
