import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Option } from '../../core/state.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';

/** A message that names an option only by what it is not. */
const OTHER =
  /\b(?:(?:the|my) other(?: (?:one|card|account|method|option))?|a different one|another one|not (?:that|this) one)\b|^\W*other(?: one)?\W*$/i;

/** A longer message says more than which one. */
const MOST_WORDS = 7;

/** True if a message means what it is not: "the other one". */
export const meansOther = (text: string): boolean =>
  text.trim().split(/\s+/).length <= MOST_WORDS && OTHER.test(text);

/**
 * The option that a record of this errand has already: of two cards, the one that paid the order. Null unless it is
 * exactly one. A record that has every option lists them and says nothing.
 */
export function presentOption(
  { results }: Pick<FlowFrame, 'results'>,
  options: readonly Option[],
): Option | null {
  const had = new Set(
    Object.values(results).flatMap((record) => {
      const texts = new Set(textsIn(record));
      const here = options.filter(({ value }) => typeof value === 'string' && texts.has(value));
      return here.length < options.length ? here : [];
    }),
  );
  const [only, ...more] = had;
  return only && more.length === 0 ? only : null;
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
