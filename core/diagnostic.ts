import { AgentError } from './errors.ts';

/** A located problem in an author's file. Lines and columns count from 1. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Relative to the project root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Without capital and full stop; the author's words in backticks. */
  readonly message: string;
  /** Advice: `did you mean ...`. */
  readonly help?: string;
}

/** The result of reading an author's file: a value, or all of its problems. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The value. Throws `PROJECT_INVALID` with the first problem; `trestle check` prints all. */
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
