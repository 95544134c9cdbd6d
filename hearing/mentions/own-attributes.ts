import { isJsonObject, type Json } from '../../core/values/json.ts';

/** The texts that tell a variant of a thing from the others: `{color: "oat", size: "M"}`. */
export type Attributes = { readonly [name: string]: string };

/** The first map of texts in an element: `{price: 49, options: {color: "oat"}}`. Null if it has none. */
export function ownAttributes(element: Json | undefined): Attributes | null {
  if (element === undefined || !isJsonObject(element)) return null;
  return Object.values(element).find(isAttributes) ?? null;
}

function isAttributes(value: Json | undefined): value is Attributes {
  if (value === undefined || !isJsonObject(value)) return false;
  const values = Object.values(value);
  return values.length > 0 && values.every((each) => typeof each === 'string');
}
