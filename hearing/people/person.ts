import { isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { PARTICLES } from '../values/name-words.ts';

/**
 * Somebody of a list. `first` and `last` are the name. `said` are the customer's words for who it is, where these are
 * no full name: "me", "my wife", "Ana". Other keys are values of that person, by the slot that asks for them.
 */
export type Person = JsonObject;

/** The persons of a slot's value. */
export const peopleIn = (value: Json | undefined): readonly Person[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** A text of a person; empty if it is not known. */
export function textOf(person: Person, key: string): string {
  const value = own(person, key);
  return typeof value === 'string' ? value : '';
}

/** True if first and last name are known. */
export const isNamed = (person: Person): boolean =>
  textOf(person, 'first') !== '' && textOf(person, 'last') !== '';

/** True if both are one person, as far as is known: of somebody with a first name only, that one counts. */
export function isSamePerson(one: Person, other: Person): boolean {
  const [first, last, said] = ['first', 'last', 'said'].map((key) => isAlike(one, other, key));
  if (isNamed(one) && isNamed(other)) return first === true && last === true;
  return first === true || said === true;
}

function isAlike(one: Person, other: Person, key: string): boolean {
  const text = textOf(one, key);
  return text !== '' && folded(text) === folded(textOf(other, key));
}

/** A name for comparison: without case and accents. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}|[.'’-]/gu, '')
    .toLowerCase();

/** A name as names are written: in small letters only, each part gets a capital, but for "de la" and the like. */
export const written = (name: string): string =>
  name === name.toLowerCase()
    ? name.replace(/\p{L}[\p{L}\p{M}]*/gu, (part) =>
        PARTICLES.has(part) ? part : `${part.charAt(0).toUpperCase()}${part.slice(1)}`,
      )
    : name;

/** The full name. */
export const fullName = (person: Person): string => `${textOf(person, 'first')} ${textOf(person, 'last')}`;

/** The values that were said of somebody, without the name. */
export const valuesOf = ({ said: _said, first: _first, last: _last, ...values }: Person = {}): Person =>
  values;
