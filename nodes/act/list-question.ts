import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { chooseOptions, chosenValue } from '../../hearing/choose-option.ts';
import type { OfferedList } from '../../hearing/correct-choices.ts';
import { takenByLists } from '../../hearing/taken-by-lists.ts';
import type { FlowEffect } from './evaluate-flow.ts';

type Ask = Extract<FlowEffect, { do: 'ask' }>;

/**
 * The memory with a list slot filled without a question: by words that were said before, or because there is only
 * one option. Null if the customer has to choose.
 */
export function chosenUnasked(
  frame: FlowFrame,
  { slots: [key], options, listed, many }: Ask,
  earlier: () => readonly OfferedList[] = () => [],
): FlowFrame | null {
  if (key === undefined || !listed || own(frame.attempts, key) !== undefined) return null;
  if (options.length === 1) return filled(frame, key, chosenValue(options, many));
  const used = takenByLists(frame.opening, earlier(), key);
  const choice = chooseOptions(frame.opening, options, many, used);
  if (choice === null || choice === 'ambiguous') return null;
  const guessed = [...(frame.guessed ?? []), key];
  return { ...filled(frame, key, chosenValue(choice, many)), guessed };
}

const filled = (frame: FlowFrame, key: string, value: Json): FlowFrame => ({
  ...frame,
  slots: { ...frame.slots, [key]: value },
});

/** The options as numbered lines. */
export function optionLines({ options }: Pick<Ask, 'options'>): string {
  return options.map(({ label }, index) => `\n${index + 1}. ${label}`).join('');
}
