import { type Command, type Part, partOf } from '../../core/command.ts';
import type { Span } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';
import type { ReadSlot } from '../read-slot.ts';

type Kind = Command['kind'];
type Bare = Extract<Command, { of: null }>['kind'];
type About = Exclude<Kind, Bare>;

/** The part of a message that is these words; none if it does not say them. */
export function partsOf(message: string, words: string): readonly Part[] {
  const said = words.trim();
  const at = said === '' ? -1 : message.toLowerCase().indexOf(said.toLowerCase());
  return at < 0 ? [] : [[at, at + said.length]];
}

/** A command that is all of a message. */
export function bareCommand(kind: Bare, message: string): Command {
  return { kind, of: null, value: null, parts: partsOf(message, message), confidence: 1 };
}

/** A command about something that is all of a message. */
export function wholeCommand(kind: About, of: string, message: string): Command {
  return { kind, of, value: null, parts: partsOf(message, message), confidence: 1 };
}

/** A command about something, read from parts of a message. */
export function partCommand(kind: About, of: string, spans: readonly Span[], confidence = 1): Command {
  return { kind, of, value: null, parts: spans.map(partOf), confidence: rounded(confidence) };
}

/** The largest number of characters of a value. */
const LONGEST = 60;

/** A slot's value, with its words. Their place is looked for, as values are read from pieces of a message too. */
export function slotCommand(
  kind: 'set' | 'correct' | 'pick',
  of: string,
  { value, span, words }: ReadSlot,
  message: string,
): Command {
  const parts = words ? words.map(partOf) : partsOf(message, span);
  return { kind, of, value: valueText(value, span), parts, confidence: 1 };
}

/** A value as text; null if the words are the value already. */
function valueText(value: Json, words: string): string | null {
  if (typeof value === 'object') return null;
  const text = String(value);
  return text === words.trim() ? null : text.slice(0, LONGEST);
}

/** The same commands with their places in the message, of which they were read from a piece. */
export function relocated(commands: readonly Command[], piece: string, message: string): readonly Command[] {
  return commands.map((command) => ({
    ...command,
    parts: command.parts.flatMap(([from, to]) => partsOf(message, piece.slice(from, to))),
  }));
}

/** A confidence with four digits after the point, as it is recorded. */
export const rounded = (confidence: number): number => Math.round(confidence * 10_000) / 10_000;
