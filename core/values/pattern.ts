import { RE2JS } from 're2js';
import type { Span } from '../span.ts';

/** A match of a pattern. */
export interface PatternMatch {
  /** Position of its first character, in UTF-16 units. */
  readonly index: number;
  readonly text: string;
  /** From the start of its first group to the end of its last; without groups the whole match. */
  readonly span: Span;
  /** The text of the span. */
  readonly inside: string;
  /** Groups by number from 1; undefined for a group without a match. */
  readonly groups: readonly (string | undefined)[];
  /** Named groups, in the order of the pattern. */
  readonly named: ReadonlyMap<string, string | undefined>;
}

/**
 * A compiled pattern. Its time is linear in the length of the text, for every pattern.
 *
 * Ignores case. `^` and `$` are the start and the end of the text.
 */
export interface Pattern {
  readonly names: readonly string[];
  readonly groupCount: number;
  readonly test: (text: string) => boolean;
  /** The leftmost match that starts at `from` or later; null if there is none. */
  readonly find: (text: string, from?: number) => PatternMatch | null;
}

/** A compiled pattern, or the problem and advice. */
export type CompiledPattern =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly problem: string; readonly help?: string };

/** The largest program: time grows with the product of program and text. */
const MAX_PROGRAM = 4000;

/** Compiled patterns by their source. Checks and agents ask for the same pattern many times. */
const known = new Map<string, CompiledPattern>();
/** Edits leave old patterns behind: at this number all are forgotten. */
const MOST_KNOWN = 2000;

/** Compiles an author's pattern. */
export function compilePattern(source: string): CompiledPattern {
  const before = known.get(source);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const compiled = compileAnew(source);
  known.set(source, compiled);
  return compiled;
}

function compileAnew(source: string): CompiledPattern {
  const unsupported = UNSUPPORTED.find(({ syntax }) => syntax.test(bare(source)));
  if (unsupported) return { ok: false, problem: unsupported.problem, help: unsupported.help };
  const { text, names } = uniqueNames(withSpaces(RE2JS.translateRegExp(source)));
  try {
    const engine = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE);
    if (engine.programSize() > MAX_PROGRAM)
      return { ok: false, problem: 'the pattern is too large', help: 'use smaller counts in `{…}`' };
    return { ok: true, pattern: patternOver(engine, names) };
  } catch (error) {
    return { ok: false, problem: `the pattern does not compile: ${reasonOf(error)}` };
  }
}

const UNSUPPORTED = [
  {
    syntax: /\(\?<?!/,
    problem: 'a pattern cannot look ahead or behind for what must not be there',
    help: 'match the character beside it, `(?:^|[^\\w-])` or `(?:$|[^\\w-])`, and put what is wanted into a group; words that must not be read go under `except`',
  },
  {
    syntax: /\(\?<?=/,
    problem: 'a pattern cannot look ahead or behind',
    help: 'match the text beside it too, and put what is wanted into a group',
  },
  {
    syntax: /\\(?:[1-9]|k<)/,
    problem: 'a pattern cannot refer to what a group has matched',
    help: 'write the alternatives out',
  },
] as const;

/** The pattern without classes and escaped characters: `(?=` inside them is plain text. */
function bare(source: string): string {
  return source.replace(/\[(?:\\[\s\S]|[^\]\\])*\]|\\(?![1-9k])[\s\S]/g, '');
}

/** Makes `\s` match every Unicode space, because people paste them from web pages. */
function withSpaces(source: string): string {
  const spaces = '\\s\\x0b\\p{Z}\\x{feff}';
  return source.replace(/\[(?:\\[\s\S]|[^\]\\])*\]|\\[\s\S]/g, (part) => {
    if (part === '\\s') return `[${spaces}]`;
    if (part === '\\S') return `[^${spaces}]`;
    return part.startsWith('[')
      ? part.replace(/\\[\s\S]/g, (each) => (each === '\\s' ? spaces : each))
      : part;
  });
}

/** Makes names of groups unique for the engine. Alternatives may repeat them. */
function uniqueNames(source: string): { readonly text: string; readonly names: readonly (string | null)[] } {
  const names: (string | null)[] = [];
  const text = source.replace(
    /\[(?:\\[\s\S]|[^\]\\])*\]|\\[\s\S]|\(\?P?<(\w+)>|\((?!\?)/g,
    (part, name?: string) => {
      if (!part.startsWith('(')) return part;
      names.push(name ?? null);
      return name === undefined ? part : `(?P<g${names.length}>`;
    },
  );
  return { text, names };
}

function patternOver(engine: RE2JS, groupNames: readonly (string | null)[]): Pattern {
  const numbers = groupNames.map((_, index) => index + 1);
  const names = [...new Set(groupNames.filter((name) => name !== null))];
  return {
    names,
    groupCount: numbers.length,
    test: (text) => engine.test(text),
    find: (text, from = 0) => {
      // Most texts have no match, and a test without groups is fast.
      if (from === 0 && !engine.test(text)) return null;
      const matcher = engine.matcher(text);
      if (from > text.length || !matcher.find(from)) return null;
      const groups = numbers.map((number) => matcher.group(number) ?? undefined);
      const taken = numbers.filter((number) => groups[number - 1] !== undefined);
      const ends = taken.map((number) => matcher.end(number));
      const span =
        taken.length === 0
          ? { from: matcher.start(), to: matcher.end() }
          : { from: Math.min(...taken.map((number) => matcher.start(number))), to: Math.max(...ends) };
      const named = (name: string) =>
        groups.find((value, index) => value !== undefined && groupNames[index] === name);
      return {
        index: matcher.start(),
        text: matcher.group() ?? '',
        span,
        inside: text.slice(span.from, span.to),
        groups,
        named: new Map(names.map((name) => [name, named(name)])),
      };
    },
  };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^error parsing regexp: /, '').replace('`(?i)', '`');
}
