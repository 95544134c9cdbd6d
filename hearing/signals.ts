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

/** Reads the signals of a message. */
export function readSignals(
  text: string,
  signals: Signals,
): { readonly person: boolean; readonly frustration: boolean } {
  const any = (patterns: readonly Pattern[]) => patterns.some((pattern) => pattern.test(text));
  return { person: any(signals.person), frustration: any(signals.frustration) };
}
