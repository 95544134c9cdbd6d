import { describe, expect, test } from 'vitest';
import { patternGroups, patternProblem } from './check-pattern.ts';

describe('patternProblem', () => {
  test.each([
    '(a+)+',
    '(a*)*b',
    '(\\w+\\s?)*$',
    '(?:\\s*\\w+)+',
    '(a|a)*',
    '(\\w|\\d)+',
    '((a+))+',
    'x(?:(b+)*y)?',
    '([a-z]+)*',
    '(a+|b)+',
    '(.{1,})+',
    '(?<n>\\d+)+!',
  ])('calls %s slow', (pattern) => {
    expect(patternProblem(pattern)).toMatchObject({ code: 'PATTERN_SLOW' });
  });

  test.each([
    '#?W\\d{7}',
    '(?:,\\s*\\w+)*',
    '\\b(yes|no)\\b',
    '(?<zip>\\d{5})(?:-\\d+)?',
    '[^@\\s]+@[^@\\s]+\\.[a-z]{2,}',
    '(a|b)+',
    '(?:a+)?',
    '(\\w+){2}',
    '[)(+*]+',
    '(?:\\d+,)*\\d+',
    '\\p{L}+',
    '(?:ab|cd)+',
    'a{2}',
  ])('lets %s pass', (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  });

  test.each([
    ['(a', 'the pattern does not compile: unterminated group'],
    ['a**', 'the pattern does not compile: nothing to repeat'],
    ['\\-', 'the pattern does not compile: invalid escape'],
  ])('says why %s does not compile', (pattern, message) => {
    expect(patternProblem(pattern)).toEqual({ code: 'PATTERN_INVALID', message });
  });
});

test('the groups of a pattern are counted and named', () => {
  expect(patternGroups('(a)(?<zip>\\d)(?:x)')).toEqual({ count: 2, names: ['zip'] });
});
