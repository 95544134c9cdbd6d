import {
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import { own } from '../../core/values/own.ts';
import type { DiagnosticCode } from './codes.ts';
import { jsonFault } from './json-fault.ts';
import { plainJson } from './plain-json.ts';

/** The largest file that is parsed. */
export const MAX_FILE_BYTES = 1_000_000;
/** The deepest nesting that is parsed: the parser recurses. */
const MAX_DEPTH = 40;

/** The content of a YAML or JSON file. */
export interface YamlFile {
  readonly value: unknown;
  /** The document with positions. JSON is parsed for them on the first call. */
  positions(): Positions;
}

interface Positions {
  /** Null if the file is empty. */
  readonly root: Node | null;
  readonly lines: LineCounter;
}

interface Problem {
  readonly code: DiagnosticCode;
  readonly offset: number;
  readonly message: string;
  readonly help?: string;
}

/**
 * Reads YAML or JSON. Aliases, tags and duplicate keys are problems.
 *
 * A file named `.json` must be JSON, so that other programs can read it.
 */
export function readYaml({ file, text }: { readonly file: string; readonly text: string }): Parsed<YamlFile> {
  const isJson = file.endsWith('.json');
  const plain = isJson && text.length <= MAX_FILE_BYTES ? plainJson(text, MAX_DEPTH) : undefined;
  if (plain) return { ok: true, value: { value: plain.value, positions: once(() => parsed(text)) } };
  const lines = new LineCounter();
  const fail = (problems: readonly Problem[]): Parsed<YamlFile> => ({
    ok: false,
    diagnostics: problems.map(({ offset, ...problem }): Diagnostic => {
      const { line, col } = offset === 0 ? { line: 1, col: 1 } : lines.linePos(offset);
      return { severity: 'error', file, line, column: col, ...problem };
    }),
  });
  if (text.length > MAX_FILE_BYTES)
    return fail([
      { code: 'CONFIG_TOO_LARGE', offset: 0, message: `the file is larger than ${MAX_FILE_BYTES} bytes` },
    ]);
  if (nestsTooDeep(text)) return fail([tooDeep(0)]);
  const fault = isJson && text.trim() !== '' ? jsonFault(text) : undefined;
  if (fault) {
    const lineStarts = [...text.slice(0, fault.offset).matchAll(/\n/g)].map(({ index }) => index + 1);
    for (const start of [0, ...lineStarts]) lines.addNewLine(start);
    return fail([{ code: 'CONFIG_SYNTAX', ...fault }]);
  }

  const { document, ...positions } = parsed(text, lines);
  const [first] = document.errors;
  if (first) return fail([notYaml(first)]);
  const problems = refusals(document.contents);
  if (problems.length > 0) return fail(problems);
  return { ok: true, value: { value: document.toJS(), positions: () => positions } };
}

function parsed(text: string, lines = new LineCounter()) {
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    strict: true,
  });
  return { document, root: document.contents, lines };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Checked before parsing: the parser recurses and would abort the process. */
function nestsTooDeep(text: string): boolean {
  let flow = 0;
  let compact = 0;
  for (const token of new Lexer().lex(text)) {
    flow += own(BRACKETS, token) ?? 0;
    compact = token.endsWith('\n') ? 0 : compact + (token === '-' || token === '?' ? 1 : 0);
    if (Math.max(flow, compact) > MAX_DEPTH) return true;
  }
  return false;
}

const BRACKETS: { readonly [token: string]: number } = { '[': 1, '{': 1, ']': -1, '}': -1 };

function refusals(root: ParsedNode | null): readonly Problem[] {
  const problems: Problem[] = [];
  visit(root, {
    Alias(_key, node) {
      problems.push(
        syntax(node, `alias \`*${node.source}\` is not read here`, 'put text that starts with `*` in quotes'),
      );
    },
    Value(_key, node, path) {
      if (isMap(node)) problems.push(...badKeys(node));
      if (isScalar(node)) problems.push(...cutShort(node));
      if (node.tag?.startsWith('!')) problems.push(syntax(node, `tag \`${node.tag}\` is not read here`));
      // Two path entries a level: the pair and the collection.
      if (path.length / 2 <= MAX_DEPTH) return undefined;
      problems.push(tooDeep(node.range?.[0] ?? 0));
      return visit.BREAK;
    },
  });
  return problems;
}

/** Reports plain text that is cut off at ` #`: the rest is a comment, and the author hardly meant that. */
function cutShort({ type, comment, range }: Scalar): readonly Problem[] {
  const [lost] = (type === 'PLAIN' && comment?.match(/^\S+/)) || [];
  if (lost === undefined) return [];
  return [
    {
      code: 'CONFIG_SYNTAX',
      offset: range?.[1] ?? 0,
      message: `\`#${lost}\` and what follows is read as a comment`,
      help: 'put the whole text in quotes, or a space after `#`',
    },
  ];
}

function badKeys(map: YAMLMap): readonly Problem[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }): readonly Problem[] => {
    if (!isScalar(key)) return [syntax(key, 'a key must be plain text')];
    const name = String(key.value);
    if (name === '__proto__') return [syntax(key, 'key `__proto__` is not read here')];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      {
        code: 'CONFIG_DUPLICATE_KEY',
        offset: key.range?.[0] ?? 0,
        message: `key \`${name}\` is given twice`,
      },
    ];
  });
}

function syntax(node: unknown, message: string, help?: string): Problem {
  const offset = (node as Node | null)?.range?.[0] ?? 0;
  return { code: 'CONFIG_SYNTAX', offset, message, ...(help === undefined ? {} : { help }) };
}

const tooDeep = (offset: number): Problem => ({
  code: 'CONFIG_SYNTAX',
  offset,
  message: `nested deeper than ${MAX_DEPTH} levels`,
});

/** The first fault of a file that is not YAML: those after it follow from it. */
function notYaml({ pos: [offset], message }: YAMLParseError): Problem {
  const braces = /^unexpected flow-map-start/i.test(message);
  return {
    code: 'CONFIG_SYNTAX',
    offset,
    message: inOurStyle(message),
    ...(braces ? { help: 'put a text with braces in quotes' } : {}),
  };
}

/** Rewrites the parser's message in our style. */
function inOurStyle(message: string): string {
  const sentence = message.replace(/; please use .*$/, '').replace(/\.$/, '');
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
