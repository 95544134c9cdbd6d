import type { Span } from '../core/span.ts';
import type { Pattern } from '../core/values/pattern.ts';
import { patternOf } from './slot-pattern.ts';

/** Compiled patterns of the agent's declared signals. */
export interface Signals {
  readonly person: readonly Pattern[];
  readonly frustration: readonly Pattern[];
}

/** Compiles declared patterns. Case is ignored. */
export function compileSignals(declared: {
  readonly person: readonly string[];
  readonly frustration: readonly string[];
}): Signals {
  return { person: declared.person.map(patternOf), frustration: declared.frustration.map(patternOf) };
}

/** Reads the signals of a message; `person`: the words that call for one, or null. */
export function readSignals(
  text: string,
  signals: Signals,
): { readonly person: Span | null; readonly frustration: boolean } {
  return {
    person: callIn(text, signals.person),
    frustration: signals.frustration.some((each) => each.test(text)),
  };
}

function callIn(text: string, patterns: readonly Pattern[]): Span | null {
  for (const pattern of patterns) {
    const match = pattern.find(text);
    if (match) return { from: match.index, to: match.index + match.text.length };
  }
  return null;
}
