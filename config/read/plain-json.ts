import { isJsonObject, type Json } from '../../core/values/json.ts';

/** A text, and a colon where it is a key. */
const TEXT = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** The value of JSON without nesting deeper than `maxDepth`, keys given twice, and `__proto__`; else undefined. */
export function plainJson(text: string, maxDepth: number): { readonly value: Json } | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  let written = 0;
  for (const [, colon] of text.matchAll(TEXT)) if (colon !== undefined) written += 1;
  return keysOf(value, maxDepth) === written ? { value } : undefined;
}

/** The number of keys in a value; NaN where it is not plain. */
function keysOf(value: Json, depth: number): number {
  if (!Array.isArray(value) && !isJsonObject(value)) return 0;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return Number.NaN;
  const inside = Object.values(value).reduce((sum: number, item) => sum + keysOf(item, depth - 1), 0);
  return Array.isArray(value) ? inside : inside + Object.keys(value).length;
}
