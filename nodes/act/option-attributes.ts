import type { Option } from '../../core/state.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

type Attributes = { readonly [name: string]: string };

/** More values than this say nothing that helps to choose. */
const MOST_VALUES = 12;

/**
 * The attributes that tell variants of one thing apart, each with its values, as lines: "- color: moss, oat". Empty
 * if the options are no variants.
 */
export function attributeLines(options: readonly Option[]): string {
  const variants = options.map(({ element }) => attributesOf(element)).filter((each) => each !== null);
  if (variants.length < options.length) return '';
  return Object.keys(variants[0] ?? {})
    .map((name) => ({ name, values: [...new Set(variants.flatMap((each) => own(each, name) ?? []))] }))
    .filter(({ values }) => values.length > 1 && values.length <= MOST_VALUES)
    .map(({ name, values }) => `\n- ${name}: ${values.join(', ')}`)
    .join('');
}

/** The first map of texts in an element: `{price: 49, options: {color: "oat"}}`. */
function attributesOf(element: Json): Attributes | null {
  if (!isJsonObject(element)) return null;
  return Object.values(element).find(isAttributes) ?? null;
}

function isAttributes(value: Json | undefined): value is Attributes {
  if (value === undefined || !isJsonObject(value)) return false;
  const values = Object.values(value);
  return values.length > 0 && values.every((each) => typeof each === 'string');
}
