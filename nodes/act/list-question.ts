import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Option } from '../../core/state.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { chosenValue } from '../../hearing/choose-option.ts';
import type { OfferedList } from '../../hearing/correct-choices.ts';
import type { Language } from '../../hearing/languages/language.ts';
import { keptRest, presentVariant } from '../../hearing/mentions/keep-rest.ts';
import type { Mention } from '../../hearing/mentions/mention.ts';
import { readMentions } from '../../hearing/mentions/read-mentions.ts';
import { takenByLists } from '../../hearing/taken-by-lists.ts';
import type { FlowEffect } from './flow-effect.ts';
import { attributeLines } from './option-attributes.ts';

type Ask = Extract<FlowEffect, { do: 'ask' }>;

/** A memory that has the choice, or the options to ask about. */
export type ReadList = { readonly frame: FlowFrame } | { readonly options: readonly Option[] };

/** More options than this are not listed. */
const MOST_LISTED = 9;

/**
 * The memory with a list slot filled without a question, by words that were said before or because there is only one
 * option; or else the options to ask about: those between which earlier words leave the choice, or all.
 */
export function readList(
  frame: FlowFrame,
  { slots: [key], options, listed, many }: Omit<Ask, 'attributes'>,
  earlier: () => readonly OfferedList[] = () => [],
  language?: Language,
): ReadList {
  if (key === undefined || !listed) return { options };
  const left = optionsLeft(frame, key, options);
  if (own(frame.attempts, key) !== undefined) return { options: left };
  if (options.length === 1) return { frame: filled(frame, key, chosenValue(options, many)) };
  const used = takenByLists(frame.opening, earlier(), key, language);
  const mention = readMentions(frame.opening, left, { many, used, language });
  const picked = pickedBy(mention, frame, key, many);
  if (picked) return { frame: guessed(frame, key, chosenValue(picked, many)) };
  return { options: mention.kind === 'ambiguous' && !many ? mention.candidates : left };
}

/** The options that earlier words choose, outright or by "the rest the same". Null if they choose none. */
function pickedBy(mention: Mention, frame: FlowFrame, key: string, many: boolean): readonly Option[] | null {
  if (mention.kind === 'chosen') return mention.options;
  if (mention.kind === 'none' || many) return null;
  const variant = keptRest(frame.opening, mention.candidates, presentVariant(frame, key));
  return variant && [variant];
}

/** The memory in which earlier words have chosen from the list. */
export const guessed = (frame: FlowFrame, key: string, value: Json): FlowFrame => ({
  ...filled(frame, key, value),
  guessed: [...(frame.guessed ?? []), key],
});

/** The options that an unclear answer left; all if none of them is offered any more. */
export function optionsLeft(
  { among }: FlowFrame,
  key: string,
  options: readonly Option[],
): readonly Option[] {
  const values = new Set(own(among, key)?.map(canonicalJson));
  const left = options.filter(({ value }) => values.has(canonicalJson(value)));
  return left.length > 1 ? left : options;
}

export const filled = (frame: FlowFrame, key: string, value: Json): FlowFrame => ({
  ...frame,
  slots: { ...frame.slots, [key]: value },
});

/** The options as numbered lines, or how many there are and what tells them apart. `many` has `{count}`. */
export function optionLines(options: readonly Option[], { many }: { readonly many: string }): string {
  const counted = many.replaceAll('{count}', () => String(options.length));
  if (options.length > MOST_LISTED) return ` ${counted}${attributeLines(options)}`;
  return options.map(({ label }, index) => `\n${index + 1}. ${label}`).join('');
}
