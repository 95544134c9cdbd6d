import { compilePattern } from '../../core/values/pattern.ts';

/** The reason why a pattern cannot be used and how to write it; null if it can. */
export function patternProblem(pattern: string): {
  readonly code: 'PATTERN_INVALID';
  readonly message: string;
  readonly help?: string;
} | null {
  const compiled = compilePattern(pattern);
  if (compiled.ok) return null;
  const { problem: message, help } = compiled;
  return { code: 'PATTERN_INVALID', message, ...(help === undefined ? {} : { help }) };
}

/** The number of a pattern's capturing groups, and the names of the named ones. */
export function patternGroups(pattern: string): {
  readonly count: number;
  readonly names: readonly string[];
} {
  const compiled = compilePattern(pattern);
  return compiled.ok
    ? { count: compiled.pattern.groupCount, names: compiled.pattern.names }
    : { count: 0, names: [] };
}
