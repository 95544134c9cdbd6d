import { codeFrameColumns } from '@babel/code-frame';
import pc from 'picocolors';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Json } from '../../core/values/json.ts';
import { writeLine } from './streams.ts';

/** The output format of a command. `github` is for diagnostics only. */
export type Format = 'pretty' | 'json' | 'github';

/** Prints one JSON document. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Prints a line to standard output. */
export function print(line: string): void {
  writeLine(process.stdout, line);
}

/** Prints a line to standard error: progress and failures, never results. */
export function printError(line: string): void {
  writeLine(process.stderr, line);
}

/** Rows under headings, padded to columns; numbers to the right. */
export function table(headings: readonly string[], rows: readonly (readonly Json[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const numeric = headings.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return [pc.bold(line(head)), ...body.map(line)].join('\n');
}

/** Reads a file of the project for a code frame; undefined if it cannot be shown. */
export type ReadSource = (file: string) => string | undefined;

/** One diagnostic with its source lines. */
export function prettyDiagnostic(diagnostic: Diagnostic, readSource: ReadSource): string {
  const { code, severity, file, line, column, message, help } = diagnostic;
  const source = readSource(file);
  const frame =
    source === undefined
      ? []
      : [codeFrameColumns(source, { start: { line, column } }, { linesAbove: 1, linesBelow: 1 })];
  const colour = severity === 'error' ? pc.red : pc.yellow;
  return [
    `${pc.bold(`${file}:${line}:${column}`)} ${colour(code)} ${message}`,
    ...(help === undefined ? [] : [`  ${pc.cyan('help:')} ${help}`]),
    ...frame,
  ].join('\n');
}

/** A diagnostic as an annotation of a GitHub workflow. */
export function githubDiagnostic({ code, severity, file, line, column, message, help }: Diagnostic): string {
  const text = help === undefined ? message : `${message}; ${help}`;
  return `::${severity} file=${property(file)},line=${line},col=${column},title=${property(code)}::${escapeData(text)}`;
}

const escapeData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
