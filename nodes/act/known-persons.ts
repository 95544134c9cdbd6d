import type { Slot } from '../../core/flow.ts';
import type { KnownPerson } from '../../core/slots/slot.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { renderValue } from '../../core/values/template.ts';
import type { KnownPeople } from '../../hearing/people/known-people.ts';
import { isNamed, type Person } from '../../hearing/people/person.ts';
import type { Scope } from './flow-options.ts';

/** The persons whom records in scope know for a slot. */
export const knownPersons = ({ known = [] }: Slot, scope: Scope): readonly KnownPeople[] =>
  known.map((declared) => ({
    words: declared.words,
    people: records(renderValue(declared.from, scope))
      .map((record) => personIn(declared, { ...scope, ...record }))
      .filter(isNamed),
  }));

function records(value: Json | undefined) {
  if (Array.isArray(value)) return value.filter(isJsonObject);
  return value !== undefined && isJsonObject(value) && value['exists'] !== false ? [value] : [];
}

function personIn({ first, last, values }: KnownPerson, scope: Scope): Person {
  const entries = Object.entries({ first, last, ...values }).flatMap(([key, template]) => {
    const value = renderValue(template, scope);
    return value === undefined || value === null || value === '' ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
