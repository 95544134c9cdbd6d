import type { z } from 'zod';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import { predicate } from './messages.ts';
import { problemsOf } from './problems.ts';
import { openSource, type Source } from './source.ts';

export { locate } from './source.ts';

export interface ParseFile<T> {
  /** Relative to the project root. */
  readonly file: string;
  readonly text: string;
  readonly schema: z.ZodType<T>;
}

/** Reads YAML or JSON by a schema: the value, or all of its problems with their positions. */
export function parseFile<T>({ file, text, schema }: ParseFile<T>): Parsed<T> {
  const source = openSource({ file, text });
  return source.ok ? parseSource(source.value, schema) : source;
}

/** Reads an opened file by a schema, for callers that need its positions again. */
export function parseSource<T>(source: Source, schema: z.ZodType<T>): Parsed<T> {
  const result = schema.safeParse(source.value, { error: predicate });
  if (result.success) return { ok: true, value: result.data };
  if (source.value === null || source.value === undefined) {
    return {
      ok: false,
      diagnostics: [source.diagnose({ code: 'CONFIG_INVALID', path: [], message: 'the file is empty' })],
    };
  }
  const problems = problemsOf(result.error.issues, { schema, value: source.value });
  return { ok: false, diagnostics: problems.map(source.diagnose).toSorted(byLocation) };
}

/** Orders diagnostics by file, line and column. */
export function byLocation(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
