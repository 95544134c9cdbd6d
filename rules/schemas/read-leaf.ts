import { isJsonObject, type Json } from '../../core/values/json.ts';
import { type FactValues, isAbsent, isUnreadable, type Unreadable, unreadable } from './fact-values.ts';
import type { Fact } from './facts-schema.ts';
import { type PathStep, pathSteps, valueAt } from './path.ts';
import { mismatch, type Shape, shapeAlong } from './shape.ts';

/** A reference to a fact or a part of it, with its path parsed. */
export interface ParsedReference {
  readonly fact: string;
  readonly path: string | undefined;
  readonly steps: readonly PathStep[];
  /** The declared shape of the value; undefined if nothing is declared. */
  readonly shape: Shape | undefined;
}

/** Parses a reference and finds its declared shape. */
export function parseReference(
  fact: string,
  path: string | undefined,
  catalogue: ReadonlyMap<string, Fact>,
): ParsedReference {
  const steps = pathSteps(path);
  const declared = catalogue.get(fact);
  const shape = declared && shapeAlong(declared, steps);
  return { fact, path, steps, shape: shape === 'unknown' ? undefined : shape };
}

/** True for the path `$.exists`. */
export const asksExistence = (steps: readonly PathStep[]) => steps.length === 1 && steps[0] === 'exists';

/** Reads the value of a reference, or the reason why there is none. */
export function readLeaf(
  facts: FactValues,
  { fact, path, steps, shape }: ParsedReference,
): Json | Unreadable {
  const value = facts.get(fact);
  if (value === undefined) return unreadable('fact_missing', `fact \`${fact}\` is not known`);
  if (isUnreadable(value)) return value;
  if (asksExistence(steps) && isJsonObject(value) && !Object.hasOwn(value, 'exists')) return true;
  const found =
    isAbsent(value) && !asksExistence(steps)
      ? unreadable('record_absent', `\`${fact}\` does not exist`)
      : inside(value, { fact, path, steps });
  if (isUnreadable(found)) return found;
  const wrong = shape && mismatch(found, shape);
  return wrong === undefined ? found : unreadable('fact_ill_typed', `\`${named(fact, path)}\` ${wrong}`);
}

function inside(value: Json, { fact, path, steps }: Omit<ParsedReference, 'shape'>): Json | Unreadable {
  if (steps.length === 0) return value;
  if (typeof value !== 'object' || value === null)
    return unreadable('fact_ill_typed', `\`${fact}\` has no parts, and a rule reads \`${path}\``);
  return valueAt(value, steps) ?? nothingAt(value, steps, named(fact, path));
}

/** Null if the data has null there, else a gap. */
function nothingAt(value: Json, steps: readonly PathStep[], name: string): null | Unreadable {
  return valueAt(value, steps) === null ? null : unreadable('property_missing', `there is no \`${name}\``);
}

const named = (fact: string, path: string | undefined) => `${fact}${path?.slice(1) ?? ''}`;
