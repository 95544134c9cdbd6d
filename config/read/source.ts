import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { DiagnosticCode } from './codes.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';

/** Where in a file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Keys and list positions from the top of a document. */
export type DocumentPath = readonly PropertyKey[];

/** A problem by its path in a document, before it has a place. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly severity?: 'error' | 'warning';
  readonly path: DocumentPath;
  /** Points at the last key of the path instead of its value. */
  readonly key?: boolean;
  readonly message: string;
  readonly help?: string | undefined;
}

/** An author's YAML or JSON file that can say where each of its values stands. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** The value at the path, or what is nearest to it; with `key`, its key. */
  locate(path: DocumentPath, key?: boolean): Place;
  diagnose(problem: Problem): Diagnostic;
}

/** Reads a file for its places, or says what is wrong with its syntax. */
export function openSource(input: { readonly file: string; readonly text: string }): Parsed<Source> {
  const read = readYaml(input);
  return read.ok ? { ok: true, value: sourceOf(input.file, read.value) } : read;
}

/** The place of a path in a document; 1:1 when the text cannot be read. */
export function locate(text: string, path: DocumentPath, key = false): Place {
  const source = openSource({ file: '', text });
  return source.ok ? source.value.locate(path, key) : { line: 1, column: 1 };
}

function sourceOf(file: string, { root, value, lines }: YamlFile): Source {
  const place: Source['locate'] = (path, key = false) => {
    const offset = offsetOf(root, path, key);
    const { line, col } = offset === 0 ? { line: 1, col: 1 } : lines.linePos(offset);
    return { line, column: col };
  };
  return {
    file,
    value,
    locate: place,
    diagnose: ({ code, severity = 'error', path, key, message, help }) => ({
      code,
      severity,
      file,
      ...place(path, key),
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

/** An empty value has an empty range after its key: the key is the better place. */
function start(node: unknown): number | undefined {
  const range = (node as Node | null | undefined)?.range;
  if (!range || (isScalar(node) && node.value === null && range[0] === range[1])) return undefined;
  return range[0];
}
