import type { FlowFrame } from '../../core/flow-memory.ts';
import { own } from '../../core/values/own.ts';
import { chooseOptions, chosenValue } from '../../hearing/choose-option.ts';
import type { FlowEffect } from './evaluate-flow.ts';

type Ask = Extract<FlowEffect, { do: 'ask' }>;

/**
 * The memory with a list slot filled without a question: by words that were said before, or because there is only
 * one option. Null if the customer has to choose.
 */
export function chosenUnasked(
  frame: FlowFrame,
  { slots: [key], options, listed, many }: Ask,
): FlowFrame | null {
  if (key === undefined || !listed || own(frame.attempts, key) !== undefined) return null;
  const choice = options.length === 1 ? options : chooseOptions(frame.opening, options, many);
  if (choice === null || choice === 'ambiguous') return null;
  return { ...frame, slots: { ...frame.slots, [key]: chosenValue(choice, many) } };
}

/** The options as numbered lines. */
export function optionLines({ options }: Pick<Ask, 'options'>): string {
  return options.map(({ label }, index) => `\n${index + 1}. ${label}`).join('');
}
