import { z } from 'zod';
import { own } from './own.ts';
import { alternatives, definitionOf } from './schema-walk.ts';

type Schema = z.core.$ZodType;

/** What a value may be, as far as it is declared: the schemas that may describe it. None: it cannot be there. */
export type Shape = readonly Schema[];

/** Nothing is declared about the value. */
export const ANYTHING: Shape = [z.any()];
/** A text. */
export const TEXT: Shape = [z.string()];

const OPEN: ReadonlySet<string> = new Set(['any', 'unknown', 'custom', 'transform']);
/** What a read answers for a record that does not exist says so under this key. */
const EXISTS = 'exists';

const isOpen = (schema: Schema) => OPEN.has(definitionOf(schema).type);

/** What is at a key or position of a value; with `[]` after it, the elements of what is there. */
export function shapeInside(shape: Shape, segment: string): Shape {
  const key = segment.replace(/\[\]$/, '');
  const inside = shape.flatMap(alternatives).flatMap((schema) => insideOf(schema, key));
  return key === segment ? inside : elementsOf(inside);
}

function insideOf(schema: Schema, key: string): Shape {
  if (isOpen(schema)) return [schema];
  const { type, shape, valueType, element } = definitionOf(schema);
  if (type === 'array') return /^\d+$/.test(key) && element ? [element] : [];
  const field = own(shape, key);
  if (field) return [field];
  if (shape && key === EXISTS) return ANYTHING;
  return valueType ? [valueType] : [];
}

/** The elements of a list, or the values of a map. */
export function elementsOf(shape: Shape): Shape {
  return shape.flatMap(alternatives).flatMap((schema): Shape => {
    if (isOpen(schema)) return [schema];
    const { element, valueType, shape: fields } = definitionOf(schema);
    return [element, valueType, ...Object.values(fields ?? {})].filter((each) => each !== undefined);
  });
}

/** The names of the fields that are declared; undefined where any may be there. */
export function fieldsOf(shape: Shape): readonly string[] | undefined {
  const opened = shape.flatMap(alternatives);
  if (opened.some((schema) => isOpen(schema) || definitionOf(schema).valueType)) return undefined;
  return [...new Set(opened.flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {})))];
}

/** A list of such values. */
export const listOf = (shape: Shape): Shape => [z.array(z.union(shape as [Schema, ...Schema[]]))];

/** A map as the `entries` filter makes it: a list of `{ key, value }`. */
export const entriesOf = (shape: Shape): Shape =>
  listOf([z.object({ key: z.string(), value: z.union(elementsOf(shape) as [z.ZodType, ...z.ZodType[]]) })]);
