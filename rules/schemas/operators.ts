import type { Json } from '../../core/values/json.ts';
import { type TypeName, typeOf } from './shape.ts';

/** The operators of rules, with json-rules-engine's names. */
export const OPERATOR_NAMES = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const;

type OperatorName = (typeof OPERATOR_NAMES)[number];

/** A strict comparison: it converts nothing, and values of wrong types are an error instead of false. */
export interface Operator {
  readonly takes: 'scalars' | 'scalar in list' | 'list with scalar' | 'numbers';
  holds(fact: Json, value: Json): boolean;
}

const includes = (list: Json, item: Json) => Array.isArray(list) && list.includes(item);
const compare =
  (test: (difference: number) => boolean): Operator['holds'] =>
  (fact, value) =>
    test(Number(fact) - Number(value));

/** The strict comparisons, by name. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<OperatorName, Operator>([
  ['equal', { takes: 'scalars', holds: (fact, value) => fact === value }],
  ['notEqual', { takes: 'scalars', holds: (fact, value) => fact !== value }],
  ['in', { takes: 'scalar in list', holds: (fact, value) => includes(value, fact) }],
  ['notIn', { takes: 'scalar in list', holds: (fact, value) => !includes(value, fact) }],
  ['contains', { takes: 'list with scalar', holds: (fact, value) => includes(fact, value) }],
  ['doesNotContain', { takes: 'list with scalar', holds: (fact, value) => !includes(fact, value) }],
  ['lessThan', { takes: 'numbers', holds: compare((difference) => difference < 0) }],
  ['lessThanInclusive', { takes: 'numbers', holds: compare((difference) => difference <= 0) }],
  ['greaterThan', { takes: 'numbers', holds: compare((difference) => difference > 0) }],
  ['greaterThanInclusive', { takes: 'numbers', holds: compare((difference) => difference >= 0) }],
]);

/** The reason why two values cannot be compared; undefined if they can. */
export function incomparable({ takes }: Operator, fact: Json, value: Json): string | undefined {
  switch (takes) {
    case 'numbers':
      return typeof fact === 'number' && typeof value === 'number' ? undefined : differ(fact, value);
    case 'scalars':
      return alike(fact, value) ? undefined : differ(fact, value);
    case 'scalar in list':
      return notAmong(fact, value);
    case 'list with scalar':
      return notAmong(value, fact);
  }
}

function notAmong(item: Json, list: Json): string | undefined {
  if (!Array.isArray(list)) return `${named(list)} is not a list`;
  if (!isScalar(item)) return `${named(item)} cannot be looked for in a list`;
  const stranger: Json | undefined = list.find((each: Json) => !alike(each, item));
  return stranger === undefined ? undefined : differ(item, stranger);
}

/** True for two values of one type. Null is comparable with every scalar and equal to none. */
function alike(a: Json, b: Json): boolean {
  return isScalar(a) && isScalar(b) && (a === null || b === null || typeof a === typeof b);
}

const isScalar = (value: Json) => value === null || typeof value !== 'object';

const differ = (fact: Json, value: Json) => `${named(fact)} cannot be compared with ${named(value)}`;

function named(value: Json): string {
  const type: TypeName | undefined = typeOf(value);
  return type === 'integer' ? 'number' : (type ?? 'nothing');
}
