import { z } from 'zod';
import { attributeName, type ListAttribute, type ListAttributes } from '../../core/slots/list-attribute.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { shapeOfArgument } from '../schemas/flow-shapes.ts';
import { argumentMismatch } from './check-argument.ts';
import { checkOnePath, type KnownNames } from './check-template.ts';

/** The values from which each type is read. */
const READ_FROM: { readonly [type in ListAttribute['type']]: z.ZodType } = {
  money: z.number(),
  integer: z.number(),
  time: z.string(),
  date: z.string(),
  text: z.union([z.string(), z.number(), z.boolean()]),
};

/** Checks the paths of a list's attributes, the kinds of their values, and that no word names two of them. */
export function checkAttributes(
  attributes: ListAttributes,
  at: DocumentPath,
  names: KnownNames,
): readonly Problem[] {
  return [
    ...Object.entries(attributes).flatMap(([name, attribute]) =>
      checkValue(attribute, [...at, name, 'value'], names),
    ),
    ...twiceNamed(attributes, at),
  ];
}

function checkValue(
  { value, type }: ListAttribute,
  path: DocumentPath,
  names: KnownNames,
): readonly Problem[] {
  const unknown = checkOnePath(value, path, names);
  if (unknown.length > 0) return unknown;
  const mismatch = argumentMismatch(shapeOfArgument(value, names), [READ_FROM[type]]);
  if (!mismatch) return [];
  const message = `an attribute of \`type: ${type}\` ${mismatch.message}`;
  return [{ code: 'LINK_ARGUMENTS', path, ...mismatch, message }];
}

function twiceNamed(attributes: ListAttributes, at: DocumentPath): readonly Problem[] {
  const first = new Map<string, string>();
  return Object.entries(attributes).flatMap(([name, { words }]) =>
    [attributeName(name), ...words].flatMap((word, index): readonly Problem[] => {
      const other = first.get(word.toLowerCase());
      if (other === undefined || other === name) {
        first.set(word.toLowerCase(), name);
        return [];
      }
      const path = index === 0 ? [...at, name] : [...at, name, 'words', index - 1];
      const help = 'a customer who says it means one of the two';
      return [{ code: 'LINK_TAKEN', path, message: `\`${word}\` already names \`${other}\``, help }];
    }),
  );
}
