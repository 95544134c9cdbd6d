import type { ProposedAction } from '../../core/action.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { setOwn } from '../../core/values/own.ts';

/** True if both actions have the same effect: case, empty values and the order of a list do not matter. */
export function isSameAction(one: ProposedAction, other: ProposedAction): boolean {
  return one.name === other.name && normalised(one.arguments) === normalised(other.arguments);
}

function normalised(args: JsonObject): string {
  return canonicalJson(inOrder(plain(args) as JsonObject));
}

function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value))
    return String(value ?? '')
      .trim()
      .toLowerCase();
  const kept = Object.entries(value).map(([key, item]) => [key, plain(item)] as const);
  return Object.fromEntries(kept.filter(([, item]) => item !== ''));
}

/** Sorts lists. Lists of one length are sorted together, because their elements belong to each other. */
function inOrder(args: JsonObject): JsonObject {
  const lists = Object.entries(args).filter((entry): entry is [string, readonly Json[]] =>
    Array.isArray(entry[1]),
  );
  const sorted: Record<string, Json> = { ...args };
  for (const length of new Set(lists.map(([, list]) => list.length))) {
    const together = lists.filter(([, list]) => list.length === length);
    const keyOf = (index: number) => canonicalJson(together.map(([, list]) => list[index] ?? null));
    const order = Array.from({ length }, (_, index) => index).toSorted((a, b) =>
      keyOf(a) < keyOf(b) ? -1 : 1,
    );
    for (const [name, list] of together)
      setOwn(
        sorted,
        name,
        order.map((index) => list[index] ?? null),
      );
  }
  return sorted;
}
