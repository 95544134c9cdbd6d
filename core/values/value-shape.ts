import { z } from 'zod';
import { own } from './own.ts';
import { alternatives, definitionOf } from './schema-walk.ts';

type Schema = z.core.$ZodType;

/** The possible schemas of a value. Empty: the value cannot exist. */
export type Shape = readonly Schema[];

/** The shape of an undeclared value. */
export const ANYTHING: Shape = [z.any()];
/** The shape of a text. */
export const TEXT: Shape = [z.string()];

const OPEN: ReadonlySet<string> = new Set(['any', 'unknown', 'custom', 'transform']);
/** The key of a read's result for a record that does not exist. */
const EXISTS = 'exists';

const isOpen = (schema: Schema) => OPEN.has(definitionOf(schema).type);

/** The shape at a key or position of a value; with `[]` after it, the shape of its elements. */
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

/** The shape of a list's elements or a map's values. */
export function elementsOf(shape: Shape): Shape {
  return shape.flatMap(alternatives).flatMap((schema): Shape => {
    if (isOpen(schema)) return [schema];
    const { element, valueType, shape: fields } = definitionOf(schema);
    return [element, valueType, ...Object.values(fields ?? {})].filter((each) => each !== undefined);
  });
}

/** The declared fields; undefined if any field is possible. */
export function fieldsOf(shape: Shape): readonly string[] | undefined {
  const opened = shape.flatMap(alternatives);
  if (opened.some((schema) => isOpen(schema) || definitionOf(schema).valueType)) return undefined;
  return [...new Set(opened.flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {})))];
}

/** The shape of a list of such values. */
export const listOf = (shape: Shape): Shape => [z.array(z.union(shape as [Schema, ...Schema[]]))];

/** The shape of the `entries` filter's result: a list of `{ key, value }`. */
export const entriesOf = (shape: Shape): Shape =>
  listOf([z.object({ key: z.string(), value: z.union(elementsOf(shape) as [z.ZodType, ...z.ZodType[]]) })]);
