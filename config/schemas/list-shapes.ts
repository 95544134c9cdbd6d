import { z } from 'zod';
import type { Slot } from '../../core/flow.ts';
import type { KnownPerson } from '../../core/slots/slot.ts';
import { alternatives, definitionOf } from '../../core/values/schema-walk.ts';
import { parseTemplate } from '../../core/values/template.ts';
import {
  ANYTHING,
  elementsOf,
  fieldsOf,
  listOf,
  type Shape,
  shapeInside,
} from '../../core/values/value-shape.ts';

type Names = ReadonlyMap<string, Shape>;

/** The shape of a list that a slot holds; of persons with their values. */
export function listShape(element: Shape, values: readonly (readonly [string, Shape])[]): Shape {
  const own = values.map(([name, shape]) => [name, oneOf(shape)] as const);
  return listOf(
    element.map((schema) =>
      schema instanceof z.ZodObject ? schema.extend(Object.fromEntries(own)) : schema,
    ),
  );
}

const oneOf = (shape: Shape) => z.union(shape as [z.ZodType, ...z.ZodType[]]);

/** The names in the templates of a known person: the fields of the record hide the names around it. */
export function knownNames(known: KnownPerson, names: Names): Names {
  const record = recordShape(known.from, names);
  const fields = fieldsOf(record) ?? rootsOf(known);
  return new Map([...names, ...fields.map((name): [string, Shape] => [name, shapeInside(record, name)])]);
}

/** The shape of the record at a path, or of the records of a list. */
function recordShape(from: string, names: Names): Shape {
  const [part] = parseTemplate(from);
  if (part?.kind !== 'path') return ANYTHING;
  const [first = '', ...rest] = part.path;
  const shape = rest.reduce(shapeInside, names.get(first) ?? ANYTHING);
  return shape
    .flatMap(alternatives)
    .flatMap((schema) => (definitionOf(schema).type === 'array' ? elementsOf([schema]) : [schema]));
}

const rootsOf = ({ first, last, values }: KnownPerson): readonly string[] =>
  [first, last, ...Object.values(values)]
    .flatMap(parseTemplate)
    .flatMap((part) => (part.kind === 'path' ? [part.path[0] ?? ''] : []));

/** The slots that are values of each element of a list. */
export const valueSlots = (
  list: string,
  slots: ReadonlyMap<string, { readonly slot: Slot }>,
): readonly (readonly [string, Slot])[] =>
  [...slots].flatMap(([name, { slot }]) => (slot.of === list ? [[name, slot] as const] : []));
