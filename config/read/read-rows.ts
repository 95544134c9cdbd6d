import type { z } from 'zod';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { predicate } from './messages.ts';
import { problemsOf } from './problems.ts';
import { readText } from './read-folder.ts';

/** More than for other files: data sets are not written by hand. */
const MAX_BYTES = 64_000_000;

/** A row of a data set with its line number. */
export interface Row<T> {
  readonly line: number;
  readonly value: T;
}

/** Reads a data set: one JSON object a line, empty lines left out. */
export async function readRows<T>(
  root: string,
  file: string,
  schema: z.ZodType<T>,
): Promise<{ readonly rows: readonly Row<T>[]; readonly diagnostics: readonly Diagnostic[] }> {
  const text = await readText(root, file, MAX_BYTES);
  if (!text.ok) return { rows: [], diagnostics: text.diagnostics };
  const read = text.value
    .split(/\r?\n/)
    .map((written, index) => ({ written: written.trim(), line: index + 1 }))
    .filter(({ written }) => written !== '')
    .map(({ written, line }) => ({ line, ...readRow(written, schema) }));
  return {
    rows: read.flatMap(({ line, value }) => (value === undefined ? [] : [{ line, value }])),
    diagnostics: read.flatMap(({ line, problems }) =>
      problems.map(
        ({ code, message, help }): Diagnostic => ({
          code,
          severity: 'error',
          file,
          line,
          column: 1,
          message,
          ...(help === undefined ? {} : { help }),
        }),
      ),
    ),
  };
}

function readRow<T>(written: string, schema: z.ZodType<T>) {
  const value = json(written);
  if (value === undefined)
    return {
      problems: [{ code: 'CONFIG_SYNTAX' as const, message: 'the line is not JSON', help: undefined }],
    };
  const result = schema.safeParse(value, { error: predicate });
  if (result.success) return { value: result.data, problems: [] };
  return { problems: problemsOf(result.error.issues, { schema, value }) };
}

function json(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
