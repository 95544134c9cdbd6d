import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { DiagnosticCode } from './codes.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';

/** A position in a file; both numbers count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys and list positions from the top of a document. */
export type DocumentPath = readonly PropertyKey[];

/** A problem at a path in a document, before its position in the file is known. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly severity?: 'error' | 'warning';
  readonly path: DocumentPath;
  /** Points at the last key of the path instead of its value. */
  readonly key?: boolean;
  readonly message: string;
  readonly help?: string | undefined;
}

/** An author's YAML or JSON file with the position of each of its values. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** The position of the value at the path, or of its nearest parent; with `key`, of its key. */
  locate(path: DocumentPath, key?: boolean): Position;
  diagnose(problem: Problem): Diagnostic;
}

/** Reads a file with its positions, or the problems of its syntax. */
export function openSource(input: { readonly file: string; readonly text: string }): Parsed<Source> {
  const read = readYaml(input);
  return read.ok ? { ok: true, value: sourceOf(input.file, read.value) } : read;
}

/** The position of a path in a document; 1:1 if the text cannot be read. */
export function locate(text: string, path: DocumentPath, key = false): Position {
  const source = openSource({ file: '', text });
  return source.ok ? source.value.locate(path, key) : { line: 1, column: 1 };
}

function sourceOf(file: string, { value, positions }: YamlFile): Source {
  const position: Source['locate'] = (path, key = false) => {
    const { root, lines } = positions();
    const offset = offsetOf(root, path, key);
    const { line, col } = offset === 0 ? { line: 1, col: 1 } : lines.linePos(offset);
    return { line, column: col };
  };
  return {
    file,
    value,
    locate: position,
    diagnose: ({ code, severity = 'error', path, key, message, help }) => ({
      code,
      severity,
      file,
      ...position(path, key),
      message,
      ...(help === undefined ? {} : { help }),
    }),
  };
}

function offsetOf(root: Node | null, path: DocumentPath, key: boolean): number {
  let node: unknown = root;
  let offset = start(node) ?? 0;
  for (const [depth, segment] of path.entries()) {
    const found = child(node, segment);
    if (found === undefined) return offset;
    const last = depth === path.length - 1;
    offset = (last && key ? start(found.key) : undefined) ?? start(found.value) ?? start(found.key) ?? offset;
    node = found.value;
  }
  return offset;
}

function child(
  node: unknown,
  segment: PropertyKey,
): { readonly key?: unknown; readonly value: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return item === undefined ? undefined : { value: isPair(item) ? item.value : item };
  }
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
}

/** Undefined for an empty value: its range is empty, and the position of its key is more useful. */
function start(node: unknown): number | undefined {
  const range = (node as Node | null | undefined)?.range;
  if (!range || (isScalar(node) && node.value === null && range[0] === range[1])) return undefined;
  return range[0];
}
