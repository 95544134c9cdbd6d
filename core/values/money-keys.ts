import type { Json } from './json.ts';
import { type MoneyUnit, moneyUnitsOf, partsOf } from './money.ts';
import { alternatives, definitionOf } from './schema-walk.ts';
import type { Shape } from './value-shape.ts';

type Schema = Shape[number];

/** The units of amounts by key, in tools' results and arguments. */
export type MoneyKeys = ReadonlyMap<string, readonly MoneyUnit[]>;

/** The keys of money in these values, with all declared units. */
export function moneyKeys(values: Shape): MoneyKeys {
  const found = new Map<string, MoneyUnit[]>();
  const seen = new Set<Schema>();
  const open = [...values];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    for (const [key, inner] of alternatives(schema).flatMap(insides)) {
      if (key !== null) found.set(key, [...(found.get(key) ?? []), ...moneyUnitsOf([inner])]);
      open.push(inner);
    }
  }
  return new Map([...found].filter(([, units]) => units.length > 0));
}

/** The schemas inside a schema, with their keys if they have any. */
function insides(schema: Schema): readonly (readonly [key: string | null, inner: Schema])[] {
  const { shape = {}, element, valueType, items = [] } = definitionOf(schema);
  const unnamed = [element, valueType, ...items].filter((each) => each !== undefined);
  return [...Object.entries(shape), ...unnamed.map((each) => [null, each] as const)];
}

/**
 * A value with its amounts in whole money: 1250 cents become 12.5.
 *
 * The statements of a reply are compared with it, so that no amount passes that is wrong by a factor of 100.
 */
export function inWholeMoney(value: Json, keys: MoneyKeys): Json {
  const counted = [...keys].filter(([, units]) => units.some((unit) => partsOf(unit) !== 1));
  if (counted.length === 0) return value;
  return whole(value, 1, new Map(counted.map(([key, units]) => [key, Math.max(...units.map(partsOf))])));
}

function whole(value: Json, divisor: number, parts: ReadonlyMap<string, number>): Json {
  if (typeof value === 'number') return value / divisor;
  if (typeof value === 'string')
    return divisor !== 1 && /^-?\d+(\.\d+)?$/.test(value) ? String(Number(value) / divisor) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((each) => whole(each, divisor, parts));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, whole(each, parts.get(key) ?? divisor, parts)]),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
