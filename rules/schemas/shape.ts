import { isJsonObject, type Json } from '../../core/values/json.ts';
import type { MoneyUnit } from '../../core/values/money.ts';
import { own } from '../../core/values/own.ts';
import type { PathStep } from './path.ts';

/** The types of JSON Schema. */
export const TYPE_NAMES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;

export type TypeName = (typeof TYPE_NAMES)[number];

/** The part of JSON Schema that facts are declared in. */
export interface Shape {
  readonly type?: TypeName | readonly TypeName[] | undefined;
  readonly enum?: readonly Json[] | undefined;
  readonly properties?: { readonly [name: string]: Shape } | undefined;
  readonly additionalProperties?: Shape | undefined;
  readonly items?: Shape | undefined;
  /** The currency, if the value is an amount of money. */
  readonly currency?: string | undefined;
  readonly unit?: MoneyUnit['unit'] | undefined;
}

/** The types that a shape allows; undefined if it declares none. */
export function typesOf(shape: Shape): readonly TypeName[] | undefined {
  return typeof shape.type === 'string' ? [shape.type] : shape.type;
}

/** A value's type in JSON Schema; undefined if the value is no JSON. */
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

/** True if a value of type `actual` is allowed by `declared`. */
export function isOfType(actual: TypeName, declared: readonly TypeName[]): boolean {
  return declared.includes(actual) || (actual === 'integer' && declared.includes('number'));
}

/** The reason why a value does not have the shape's type; undefined if it has. Does not check inner values. */
export function mismatch(value: unknown, shape: Shape): string | undefined {
  const actual = typeOf(value);
  if (actual === undefined) return 'is not a JSON value';
  const declared = typesOf(shape);
  if (declared === undefined || isOfType(actual, declared)) return undefined;
  return `is ${actual} where ${declared.join(' or ')} is declared`;
}

/** The shape at the end of the steps; undefined if nothing is declared, `unknown` if the declaration excludes it. */
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
