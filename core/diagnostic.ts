import { AgentError } from './errors.ts';

/** A located problem in an author's file. Lines and columns count from 1. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Relative to the project root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** No capital, no full stop; the author's words in backticks. */
  readonly message: string;
  /** What to do: `did you mean ...`. */
  readonly help?: string;
}

/** The outcome of reading an author's file: a value, or everything that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The value; throws `PROJECT_INVALID` with the first of what is wrong. `trestle check` prints all of it. */
export function unwrap<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  const [first] = parsed.diagnostics;
  const more = parsed.diagnostics.length > 1 ? ` (and ${parsed.diagnostics.length - 1} more)` : '';
  throw new AgentError(
    'PROJECT_INVALID',
    first
      ? `${first.file}:${first.line}:${first.column} ${first.code} ${first.message}${more}`
      : 'the project does not check',
  );
}
