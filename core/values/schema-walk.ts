import { z } from 'zod';
import { own } from './own.ts';

type Schema = z.core.$ZodType;

/** The parts of a schema's definition that are read here. Each kind of schema has some of them. */
export interface Definition {
  readonly type: string;
  readonly shape?: { readonly [key: string]: Schema };
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly options?: readonly Schema[];
  readonly left?: Schema;
  readonly right?: Schema;
  readonly items?: readonly Schema[];
  readonly values?: readonly unknown[];
  readonly entries?: { readonly [key: string]: unknown };
  readonly getter?: () => Schema;
  readonly coerce?: boolean;
}

/** A schema's definition. */
export const definitionOf = (schema: Schema) => schema._zod.def as unknown as Definition;

/** The alternatives of a schema, without wrappers and unions. */
export function alternatives(schema: Schema): readonly Schema[] {
  const { type, innerType, in: input, options, left, right, getter } = definitionOf(schema);
  const inner =
    type === 'lazy' && getter
      ? [getter()]
      : [innerType, input, left, right, ...(options ?? [])].filter((each) => each !== undefined);
  return inner.length === 0 ? [schema] : inner.flatMap(alternatives);
}

function step(schema: Schema, segment: PropertyKey): readonly Schema[] {
  const { shape, element, valueType, items } = definitionOf(schema);
  const next =
    typeof segment === 'number' ? (items?.[segment] ?? element) : (own(shape, String(segment)) ?? valueType);
  return next === undefined ? [] : alternatives(next);
}

/** The possible schemas of the value at a path. */
function schemasAt(schema: Schema, path: readonly PropertyKey[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, segment) => schemas.flatMap((each) => step(each, segment)),
    alternatives(schema),
  );
}

/** The declared keys of the map at a path. */
export function keysAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  return schemasAt(schema, path).flatMap((each) => Object.keys(definitionOf(each).shape ?? {}));
}

/** The declared literal values at a path. */
export function literalsAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  return schemasAt(schema, path).flatMap((each) => {
    const { values, entries } = definitionOf(each);
    return [...(values ?? []), ...Object.values(entries ?? {})].map(String);
  });
}

/** The advice of a key's schema (`missing` of its meta) for where the key is left out. */
export function adviceAt(schema: Schema, path: readonly PropertyKey[]): string | undefined {
  const advice = schemasAt(schema, path).map((each) => z.globalRegistry.get(each)?.['missing']);
  return advice.find((each) => typeof each === 'string');
}
