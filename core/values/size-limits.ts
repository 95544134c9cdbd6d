import type { Json } from './json.ts';

/** The largest arguments of an action in characters of JSON: four times the default longest message. */
export const ARGUMENTS_LIMIT = 16_000;

/** The largest result of a tool in characters of JSON: about 25,000 tokens. */
export const RESULT_LIMIT = 100_000;

/** The largest number of calls read from one answer of a model. Only the first is proposed. */
export const CALLS_LIMIT = 16;

/** The length of a value as JSON; infinite if it is no JSON. */
export function jsonSize(value: Json | undefined): number {
  try {
    return value === undefined ? 0 : JSON.stringify(value).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** The reason why a tool's result cannot be stored; undefined if it can. */
export function resultProblem(result: Json | undefined): string | undefined {
  const size = jsonSize(result);
  if (size <= RESULT_LIMIT) return undefined;
  return Number.isFinite(size)
    ? `its result has ${size} characters as JSON, and ${RESULT_LIMIT} at most are read`
    : 'its result is not JSON, or far too large';
}
