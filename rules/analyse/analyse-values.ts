import type { Json } from '../../core/values/json.ts';
import { isOfType, type Shape, type TypeName, typesOf } from '../schemas/shape.ts';

interface Compared {
  readonly shape: Shape;
  readonly atLeast?: number | undefined;
  readonly constants: readonly Json[];
}

/**
 * One value of each kind that comparisons with these constants distinguish: below, at, between and above
 * numbers; each text and a different one; true, false and null if the type allows them.
 *
 * Values outside a declared `enum` are tried too: records are not checked against it.
 */
export function valuesToTry({ shape, atLeast, constants }: Compared): readonly Json[] {
  const types = typesOf(shape);
  const allows = (type: TypeName) => types === undefined || isOfType(type, types);
  const numbers = constants.filter((constant) => typeof constant === 'number');
  const texts = constants.filter((constant) => typeof constant === 'string');
  return [
    ...(allows('integer') ? numbersToTry(numbers, !allows('number'), atLeast) : []),
    ...(allows('string') ? [...new Set([...texts, another(texts)])] : []),
    ...(allows('boolean') ? [true, false] : []),
    ...(allows('null') ? [null] : []),
  ];
}

function numbersToTry(
  constants: readonly number[],
  whole: boolean,
  atLeast = Number.NEGATIVE_INFINITY,
): readonly number[] {
  const limits = Number.isFinite(atLeast) ? [atLeast] : [];
  const sorted = [...new Set([...constants, ...limits])].sort((a, b) => a - b);
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return [
    Math.floor(least - Math.max(1, Math.abs(least))),
    ...sorted.flatMap((low, index) => [
      ...(!whole || Number.isInteger(low) ? [low] : []),
      ...between(low, sorted[index + 1], whole),
    ]),
    Math.ceil(most + Math.max(1, Math.abs(most))),
  ].filter((value) => value >= atLeast);
}

function between(low: number, high: number | undefined, whole: boolean): readonly number[] {
  if (high === undefined) return [];
  const middle = low / 2 + high / 2;
  const tried = whole ? [Math.floor(low) + 1, Math.floor(middle)] : [middle];
  return tried.filter((value) => value > low && value < high).slice(0, 1);
}

/** A text that differs from all of these. */
const another = (texts: readonly string[]) => `other than ${texts.join(' and ')}`;
