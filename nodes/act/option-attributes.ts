import type { Option } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { ownAttributes } from '../../hearing/mentions/own-attributes.ts';

/** More values than this say nothing that helps to choose. */
const MOST_VALUES = 12;

/**
 * The attributes that tell variants of one thing apart, each with its values, as lines: "- color: moss, oat". Empty
 * if the options are no variants.
 */
export function attributeLines(options: readonly Option[]): string {
  const variants = options.map(({ element }) => ownAttributes(element)).filter((each) => each !== null);
  if (variants.length < options.length) return '';
  return Object.keys(variants[0] ?? {})
    .map((name) => ({ name, values: [...new Set(variants.flatMap((each) => own(each, name) ?? []))] }))
    .filter(({ values }) => values.length > 1 && values.length <= MOST_VALUES)
    .map(({ name, values }) => `\n- ${name}: ${values.join(', ')}`)
    .join('');
}
