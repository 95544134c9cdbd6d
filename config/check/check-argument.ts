import { z } from 'zod';
import { inWords, moneyUnitsOf } from '../../core/values/money.ts';
import { own } from '../../core/values/own.ts';
import { alternatives, definitionOf } from '../../core/values/schema-walk.ts';
import { elementsOf, type Shape } from '../../core/values/value-shape.ts';
import { kindNamed, quotedList } from '../read/messages.ts';

interface Mismatch {
  readonly message: string;
  readonly help?: string | undefined;
}

/** The JSON type of each kind of schema; a kind that is missing here may take anything. */
const KINDS: { readonly [type: string]: string } = {
  string: 'string',
  template_literal: 'string',
  number: 'number',
  int: 'number',
  boolean: 'boolean',
  array: 'array',
  tuple: 'array',
  object: 'object',
  record: 'object',
};

/** The reason why a template's value can never fit a tool's argument; undefined if it may fit. */
export function argumentMismatch(given: Shape, wanted: Shape): Mismatch | undefined {
  const [a, b] = [kindsOf(given), kindsOf(wanted)];
  if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return undefined;
  if (![...a].some((kind) => b.has(kind)))
    return { message: `takes ${named(b)}, and this is ${named(a)}`, help: helpFor(a, b) };
  const units = [moneyUnitsOf(given)[0], moneyUnitsOf(wanted)[0]];
  const [from, to] = units.map((unit) => unit && inWords(unit));
  if (from && to && from !== to)
    return { message: `takes an amount in \`${to}\`, and this is one in \`${from}\`` };
  const list = a.size === 1 && b.size === 1 && a.has('array') && b.has('array');
  const inner = list ? argumentMismatch(elementsOf(given), elementsOf(wanted)) : undefined;
  if (inner) return { ...inner, message: `${inner.message}, in each entry of the list` };
  return fractionMismatch(given, wanted) ?? choiceMismatch(given, wanted);
}

/** A slot that may read a fraction does not fit a whole number. */
function fractionMismatch(given: Shape, wanted: Shape): Mismatch | undefined {
  const [from, to] = [given.flatMap(alternatives), wanted.flatMap(alternatives)];
  if (!from.some((schema) => z.globalRegistry.get(schema)?.['fraction']) || !to.every(isWhole))
    return undefined;
  return {
    message: 'takes a whole number, and this may have a fraction',
    help: 'use `type: integer`, or for an amount `unit: cents`',
  };
}

const isWhole = (schema: Shape[number]) =>
  schema instanceof z.ZodNumber && (schema.format?.includes('int') ?? false);

/** A mismatch only if the argument takes none of the declared choices: the flow may rule out some earlier. */
function choiceMismatch(given: Shape, wanted: Shape): Mismatch | undefined {
  const [offered, taken] = [literalsOf(given), literalsOf(wanted)];
  if (!offered || !taken || offered.some((value) => taken.includes(value))) return undefined;
  return { message: `takes ${quotedList(taken)}, and this is ${quotedList(offered)}` };
}

function helpFor(given: ReadonlySet<string>, wanted: ReadonlySet<string>): string | undefined {
  if (given.has('object')) return 'give one of its fields';
  if (given.has('array')) return wanted.has('array') ? undefined : 'give one entry of it';
  if (wanted.has('number') && given.has('string'))
    return 'a slot of `type: number`, `integer` or `money` gives a number';
  return wanted.has('array') ? 'write a list: `[...]`' : undefined;
}

const named = (kinds: ReadonlySet<string>) => [...kinds].map(kindNamed).join(' or ');

/** The JSON types that a value may have, except null; undefined if it may have any. */
function kindsOf(shape: Shape): ReadonlySet<string> | undefined {
  const kinds = shape.flatMap(alternatives).flatMap(kindsOfOne);
  return kinds.includes(ANY) ? undefined : new Set(kinds);
}

const ANY = 'anything';

function kindsOfOne(schema: Shape[number]): readonly string[] {
  const { type, coerce } = definitionOf(schema);
  if (type === 'null' || type === 'undefined') return [];
  const values = valuesOf(schema);
  if (values) return values.map((value) => typeof value);
  return coerce ? [ANY] : [own(KINDS, type) ?? ANY];
}

/** All possible values; undefined if the shape does not list them. */
function literalsOf(shape: Shape): readonly unknown[] | undefined {
  const found = shape.flatMap(alternatives).map(valuesOf);
  return found.length > 0 && found.every(Boolean) ? found.flatMap((values) => values ?? []) : undefined;
}

function valuesOf(schema: Shape[number]): readonly unknown[] | undefined {
  const { values, entries } = definitionOf(schema);
  if (values) return values;
  return entries ? Object.values(entries) : undefined;
}
