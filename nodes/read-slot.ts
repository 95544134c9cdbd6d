import type { Slot } from '../core/flow.ts';
import type { Json } from '../core/json.ts';
import { own } from '../core/own.ts';
import type { Option } from '../core/state.ts';
import { type Choice, chooseNumber, chooseOptions, chosenValue } from './choose-option.ts';
import { saidOutright } from './said-outright.ts';
import { plainWords } from './yes-or-no.ts';

/** A slot's value as read from a message, with the words it was read from. */
export interface ReadSlot {
  readonly value: Json;
  readonly span: string;
}

/** Options of a slot with declared choices. */
export function choiceOptions(slot: Slot): readonly Option[] {
  return (slot.choices ?? []).map(({ value, label }) => ({ value, label, element: value }));
}

/**
 * Reads a slot from a message in which nobody asked for it: patterns, and choices named outright.
 * Null when the message does not say it.
 */
export function readUnasked(text: string, slot: Slot): ReadSlot | null {
  if (slot.pattern !== undefined) return readPattern(text, slot, slot.pattern);
  if (!slot.choices) return null;
  const named = slot.choices.filter(({ label, words }) =>
    [label, ...words].some((phrase) => saidOutright(text, plainWords(phrase))),
  );
  const [only] = named;
  return named.length === 1 && only ? { value: only.value, span: text } : null;
}

/** Reads the answer to the question for this slot; null when it was not understood. */
export function readAsked(
  text: string,
  slot: Slot,
  options: readonly Option[],
  many: boolean,
): ReadSlot | 'ambiguous' | null {
  if (slot.pattern !== undefined) return readPattern(text, slot, slot.pattern);
  if (slot.text) return text.trim() === '' ? null : { value: text.trim(), span: text };
  if (slot.choices)
    return readUnasked(text, slot) ?? chosen(text, chooseNumber(text, choiceOptions(slot)), false);
  return chosen(text, chooseOptions(text, options, many), many);
}

function chosen(text: string, choice: Choice, many: boolean): ReadSlot | 'ambiguous' | null {
  if (choice === null || choice === 'ambiguous') return choice;
  return { value: chosenValue(choice, many), span: text };
}

function readPattern(text: string, slot: Slot, pattern: string): ReadSlot | null {
  const match = new RegExp(pattern, 'iu').exec(text);
  if (!match) return null;
  const span = match[0];
  if (match.groups) return { value: groupValue(match.groups, slot.defaults ?? {}), span };
  const value =
    slot.as === undefined
      ? span
      : slot.as.replace(/\{(\d)\}/g, (_, group: string) => match[Number(group)] ?? '');
  return { value, span };
}

function groupValue(
  groups: { readonly [name: string]: string | undefined },
  defaults: { readonly [name: string]: string },
): Json {
  const said = Object.entries(groups).map(([name, value]) => [
    name,
    value?.trim() || own(defaults, name) || '',
  ]);
  return { ...defaults, ...Object.fromEntries(said) };
}
