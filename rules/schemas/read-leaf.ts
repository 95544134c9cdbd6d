import { isJsonObject, type Json } from '../../core/values/json.ts';
import { type FactValues, isAbsent, isUnreadable, type Unreadable, unreadable } from './fact-values.ts';
import type { Fact } from './facts-schema.ts';
import { type PathStep, pathSteps, valueAt } from './path.ts';
import { mismatch, type Shape, shapeAlong } from './shape.ts';

/** Where a condition looks, worked out once. */
export interface Place {
  readonly fact: string;
  readonly path: string | undefined;
  readonly steps: readonly PathStep[];
  /** What must be found there; undefined when nothing is declared about it. */
  readonly shape: Shape | undefined;
}

/** Works out where a condition looks. */
export function placeOf(fact: string, path: string | undefined, catalogue: ReadonlyMap<string, Fact>): Place {
  const steps = pathSteps(path);
  const declared = catalogue.get(fact);
  const shape = declared && shapeAlong(declared, steps);
  return { fact, path, steps, shape: shape === 'unknown' ? undefined : shape };
}

/** Claims that the path asks whether a record is there at all. */
export const asksExistence = (steps: readonly PathStep[]) => steps.length === 1 && steps[0] === 'exists';

/** What a condition compares: the value at its place, or why there is none. */
export function readLeaf(facts: FactValues, { fact, path, steps, shape }: Place): Json | Unreadable {
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

function inside(value: Json, { fact, path, steps }: Omit<Place, 'shape'>): Json | Unreadable {
  if (steps.length === 0) return value;
  if (typeof value !== 'object' || value === null)
    return unreadable('fact_ill_typed', `\`${fact}\` has no insides, and \`${path}\` is asked for`);
  return valueAt(value, steps) ?? nothingAt(value, steps, named(fact, path));
}

/** A null that is there is a value. */
function nothingAt(value: Json, steps: readonly PathStep[], name: string): null | Unreadable {
  return valueAt(value, steps) === null ? null : unreadable('property_missing', `there is no \`${name}\``);
}

const named = (fact: string, path: string | undefined) => `${fact}${path?.slice(1) ?? ''}`;
