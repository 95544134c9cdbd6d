import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/** A plain path into a value: names and positions only, without filters or wildcards. */
export const PLAIN_PATH = /^\$(\.[A-Za-z_][A-Za-z0-9_-]*|\[\d+\])+$/;

/** One step of a path: a key, or a position in a list. */
export type PathStep = string | number;

/** The steps of a plain path: `$.items[0].price` has `items`, `0`, `price`. Empty without a path. */
export function pathSteps(path: string | undefined): readonly PathStep[] {
  const steps = path?.match(/[A-Za-z_][A-Za-z0-9_-]*|\d+(?=\])/g) ?? [];
  return steps.map((step) => (/^\d/.test(step) ? Number(step) : step));
}

/** The value at the end of the steps, or undefined. Ignores inherited properties. */
export function valueAt(value: Json, steps: readonly PathStep[]): Json | undefined {
  let at: Json | undefined = value;
  for (const step of steps) at = child(at, step);
  return at;
}

function child(value: Json | undefined, step: PathStep): Json | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isJsonObject(value) ? own(value, String(step)) : undefined;
}
