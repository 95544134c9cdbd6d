import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/** True if a value contains the expected one: every expected key of a map, every entry of a list in order. */
export function holds(actual: Json | undefined, expected: Json): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    return expected.every((each, index) => holds(actual[index], each));
  }
  if (!isJsonObject(expected)) return actual === expected;
  return (
    isJsonObject(actual) && Object.entries(expected).every(([key, value]) => holds(own(actual, key), value))
  );
}
