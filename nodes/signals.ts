/** Compiled patterns of the agent's declared signals. */
export interface Signals {
  readonly person: readonly RegExp[];
  readonly frustration: readonly RegExp[];
}

/** Compiles declared patterns; case never matters. */
export function compileSignals(declared: {
  readonly person: readonly string[];
  readonly frustration: readonly string[];
}): Signals {
  const compile = (patterns: readonly string[]) => patterns.map((pattern) => new RegExp(pattern, 'iu'));
  return { person: compile(declared.person), frustration: compile(declared.frustration) };
}

/** Which signals a message gives. */
export function readSignals(
  text: string,
  signals: Signals,
): { readonly person: boolean; readonly frustration: boolean } {
  const any = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(text));
  return { person: any(signals.person), frustration: any(signals.frustration) };
}
