import { isJsonObject, type Json } from '../../core/values/json.ts';
import type { MoneyUnit } from '../../core/values/money.ts';
import { own } from '../../core/values/own.ts';
import type { PathStep } from './path.ts';

/** The types of JSON Schema. */
export const TYPE_NAMES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;

export type TypeName = (typeof TYPE_NAMES)[number];

/** What values look like: the part of JSON Schema that facts are declared in. */
export interface Shape {
  readonly type?: TypeName | readonly TypeName[] | undefined;
  readonly enum?: readonly Json[] | undefined;
  readonly properties?: { readonly [name: string]: Shape } | undefined;
  readonly additionalProperties?: Shape | undefined;
  readonly items?: Shape | undefined;
  /** An amount of money, in this currency. */
  readonly currency?: string | undefined;
  readonly unit?: MoneyUnit['unit'] | undefined;
}

/** The types that a shape allows; undefined when it does not say. */
export function typesOf(shape: Shape): readonly TypeName[] | undefined {
  return typeof shape.type === 'string' ? [shape.type] : shape.type;
}

/** What a value is, in the words of JSON Schema; undefined for what JSON cannot say. */
export function typeOf(value: unknown): TypeName | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return numberType(value);
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as 'string' | 'boolean';
  return isJsonObject(value) ? 'object' : undefined;
}

function numberType(value: number): TypeName | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) ? 'integer' : 'number';
}

/** Claims that a value of type `actual` is one of type `declared`. */
export function isOfType(actual: TypeName, declared: readonly TypeName[]): boolean {
  return declared.includes(actual) || (actual === 'integer' && declared.includes('number'));
}

/** Says why a value is not of the shape's own type; undefined when it is. Insides are not looked at. */
export function mismatch(value: unknown, shape: Shape): string | undefined {
  const actual = typeOf(value);
  if (actual === undefined) return 'is not a JSON value';
  const declared = typesOf(shape);
  if (declared === undefined || isOfType(actual, declared)) return undefined;
  return `is ${actual} where ${declared.join(' or ')} is declared`;
}

/** The shape at the end of the steps: undefined when nothing is declared about it, `unknown` when it cannot be there. */
export function shapeAlong(shape: Shape, steps: readonly PathStep[]): Shape | 'unknown' | undefined {
  const [first, ...rest] = steps;
  if (first === undefined) return shape;
  const inside = shapeInside(shape, first);
  return inside === undefined || inside === 'unknown' ? inside : shapeAlong(inside, rest);
}

function shapeInside(shape: Shape, step: PathStep): Shape | 'unknown' | undefined {
  const types = typesOf(shape);
  const wanted = typeof step === 'number' ? 'array' : 'object';
  if (types !== undefined && !types.includes(wanted)) return 'unknown';
  if (typeof step === 'number') return shape.items;
  if (shape.properties === undefined) return shape.additionalProperties;
  return own(shape.properties, step) ?? shape.additionalProperties ?? 'unknown';
}
