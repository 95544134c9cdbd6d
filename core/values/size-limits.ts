import type { Json } from './json.ts';

/** Characters of an action's arguments as JSON: four times the customer's longest message by default. */
export const ARGUMENTS_LIMIT = 16_000;

/** Characters of a tool's result as JSON: about 25,000 tokens, a good part of what a model can read at once. */
export const RESULT_LIMIT = 100_000;

/** Calls that are read of one answer of a model; only the first is proposed. */
export const CALLS_LIMIT = 16;

/** Characters of a value as JSON; infinite for what JSON cannot hold. */
export function jsonSize(value: Json | undefined): number {
  try {
    return value === undefined ? 0 : JSON.stringify(value).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Why a tool's result cannot be kept, else undefined. */
export function resultProblem(result: Json | undefined): string | undefined {
  const size = jsonSize(result);
  if (size <= RESULT_LIMIT) return undefined;
  return Number.isFinite(size)
    ? `its result has ${size} characters as JSON, and ${RESULT_LIMIT} at most are read`
    : 'its result is not JSON, or far too large';
}
