import type { Slot } from '../core/flow.ts';
import type { Option } from '../core/state.ts';
import type { Json } from '../core/values/json.ts';
import { own } from '../core/values/own.ts';
import type { PatternMatch } from '../core/values/pattern.ts';
import { type Choice, chooseNumber, chooseOptions, chosenValue } from './choose-option.ts';
import { saidOutright } from './said-outright.ts';
import { matchSlot } from './slot-pattern.ts';
import { plainWords } from './yes-or-no.ts';

/** A slot's value with the words that it was read from. */
export interface ReadSlot {
  readonly value: Json;
  readonly span: string;
}

/** The declared choices of a slot as options. */
export function choiceOptions(slot: Slot): readonly Option[] {
  return (slot.choices ?? []).map(({ value, label }) => ({ value, label, element: value }));
}

/**
 * Reads a slot that the agent did not ask for: by its pattern, or by the exact words of a choice. Null if the
 * message does not contain it.
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

/** Reads the answer to a slot's question; null if it was not understood. */
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
  const match = matchSlot(text, slot, pattern);
  if (!match) return null;
  const span = match.text;
  if (match.named.size > 0) return { value: groupValue(match.named, slot.defaults ?? {}), span };
  const value =
    slot.as === undefined
      ? span
      : slot.as.replace(/\{(\d)\}/g, (_, group: string) => match.groups[Number(group) - 1] ?? '');
  return { value, span };
}

function groupValue(groups: PatternMatch['named'], defaults: { readonly [name: string]: string }): Json {
  const said = [...groups].map(([name, value]) => [name, value?.trim() || own(defaults, name) || '']);
  return { ...defaults, ...Object.fromEntries(said) };
}
