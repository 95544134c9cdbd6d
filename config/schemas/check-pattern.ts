import { compilePattern } from '../../core/values/pattern.ts';

/** What makes a pattern unusable, and how to write it; null when it is fine. */
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

/** The groups that a pattern captures: how many, and the names of those that have one. */
export function patternGroups(pattern: string): {
  readonly count: number;
  readonly names: readonly string[];
} {
  const compiled = compilePattern(pattern);
  return compiled.ok
    ? { count: compiled.pattern.groupCount, names: compiled.pattern.names }
    : { count: 0, names: [] };
}
