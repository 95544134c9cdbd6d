import { expect, test } from 'vitest';
import { patternGroups, patternProblem } from './check-pattern.ts';

test.each(['#?W\\d{7}', '(a+)+', '(?<zip>\\d{5})(?:-\\d+)?', '[^@\\s]+@[^@\\s]+\\.[a-z]{2,}', '\\-'])(
  '`%s` is a pattern',
  (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  },
);

test('what is none says why', () => {
  expect(patternProblem('(a')).toEqual({
    code: 'PATTERN_INVALID',
    message: 'the pattern does not compile: missing closing ): `(a`',
  });
});

test('what takes another engine says how to write it', () => {
  expect(patternProblem('(\\d{7})(?!\\d)')).toEqual({
    code: 'PATTERN_INVALID',
    message: 'a pattern cannot look ahead or behind for what must not be there',
    help: 'match the character beside it, `(?:^|[^\\w-])` or `(?:$|[^\\w-])`, and put what is wanted into a group; words that must not be read go under `except`',
  });
});

test('the groups of a pattern are counted and named', () => {
  expect(patternGroups('(a)(?<zip>\\d)(?:x)')).toEqual({ count: 2, names: ['zip'] });
  expect(patternGroups('(')).toEqual({ count: 0, names: [] });
});
