import type { Slot } from '../../core/slots/slot.ts';
import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { PatternMatch } from '../../core/values/pattern.ts';
import { matchSlots } from '../slot-pattern.ts';
import { spelledCodes } from './spelled-codes.ts';
import { type ReadValue, valueAt } from './value-reader.ts';

/** The values of a slot's pattern in a message; if there are none, those that it spells letter by letter. */
export function readIds(text: string, slot: Slot, pattern: string): readonly ReadValue[] {
  const written = matchSlots(text, slot, pattern).map((match) => {
    const { from, to } = wholeWords(text, match);
    return valueAt(text, from, to, matchValue(match, slot));
  });
  if (written.length > 0) return written;
  return spelledCodes(text).flatMap(({ code, span }) => {
    const [match] = matchSlots(code, slot, pattern);
    return match ? [valueAt(text, span.from, span.to, matchValue(match, slot))] : [];
  });
}

/** The matched groups with the letters and digits around them, without what only bounds them. */
function wholeWords(text: string, { index, text: matched, span }: PatternMatch) {
  let { from, to } = span;
  while (from > index && WORD.test(text[from - 1] ?? '')) from -= 1;
  while (to < index + matched.length && WORD.test(text[to] ?? '')) to += 1;
  return { from, to };
}

const WORD = /[\p{L}\p{N}_#]/u;

function matchValue({ named, groups, text }: PatternMatch, { as, defaults = {} }: Slot): Json {
  if (named.size > 0) return groupValue(named, defaults);
  if (as === undefined) return text;
  return as.replace(/\{(\d)(\|upper)?\}/g, (_, number: string, upper?: string) => {
    const group = groups[Number(number) - 1] ?? '';
    return upper === undefined ? group : group.toUpperCase();
  });
}

function groupValue(groups: PatternMatch['named'], defaults: { readonly [name: string]: string }): Json {
  const said = [...groups].map(([name, value]) => [name, value?.trim() || own(defaults, name) || '']);
  return { ...defaults, ...Object.fromEntries(said) };
}
