import { describe, expect, test } from 'vitest';
import { compilePattern, type Pattern } from './pattern.ts';

function compiled(source: string): Pattern {
  const result = compilePattern(source);
  if (!result.ok) throw new Error(result.problem);
  return result.pattern;
}
const found = (source: string, text: string) => compiled(source).find(text)?.text;

describe('what a pattern means', () => {
  test.each([
    ['case does not matter', 'ab+C', 'xABBcx', 'ABBc'],
    ['nor does it beyond ASCII', 'größe', 'GRÖSSE Größe', 'Größe'],
    ['`^` and `$` are the ends of the text', '^b$', 'a\nb', undefined],
    ['`.` stops at a line break', 'a.*', 'ab\nc', 'ab'],
    ['`\\b` stands between letters, digits and the rest of ASCII', '\\bid\\b', 'void id.', 'id'],
    ['`\\s` is every space of Unicode', 'a\\sb', 'a\u00a0b', 'a\u00a0b'],
    ['`\\s` is so in a class too', 'a[\\s,]+b', 'a \u2009,b', 'a \u2009,b'],
    ['`\\S` is no space at all', '\\S+', '\u00a0\u3000x', 'x'],
    ['`\\d` is ASCII only', '\\d', '٣ 3', '3'],
    ['classes by Unicode property', '\\p{L}+', '12 émile', 'émile'],
    ['a character by its number', '\\u0041', 'xa', 'a'],
    ['a character outside the basic plane is one', '^.$', '😀', '😀'],
    ['the leftmost match counts, then the first alternative', 'b|ab|a', 'xab', 'ab'],
    ['a lazy repetition takes little', 'a+?', 'aaa', 'a'],
  ])('%s', (_what, source, text, expected) => {
    expect(found(source, text)).toBe(expected);
  });

  test('groups by number, and undefined where one took no part', () => {
    expect(compiled('(a)|(b)').find('b')).toMatchObject({ groups: [undefined, 'b'] });
  });

  test('a name may stand in several alternatives; the one that took part counts', () => {
    const pattern = compiled('x(?<id>\\d)|(?<id>\\d)y|(?<other>z)');
    expect(pattern.names).toEqual(['id', 'other']);
    expect(pattern.find('1y')?.named).toEqual(
      new Map([
        ['id', '1'],
        ['other', undefined],
      ]),
    );
  });

  test('positions are those of the text', () => {
    expect(compiled('b(c)').find('😀bc')).toMatchObject({ index: 2, text: 'bc', inside: 'c' });
    expect(compiled('b').find('bab', 1)).toMatchObject({ index: 2 });
    expect(compiled('b').find('b', 2)).toBeNull();
  });
});

describe('what a pattern cannot say', () => {
  test.each([
    ['(?=a)b', 'a pattern cannot look ahead or behind'],
    ['(?<=a)b', 'a pattern cannot look ahead or behind'],
    ['a(?!b)', 'a pattern cannot look ahead or behind for what must not be there'],
    ['(?<!a)b', 'a pattern cannot look ahead or behind for what must not be there'],
    ['(a)\\1', 'a pattern cannot refer to what a group has matched'],
    ['(?<x>a)\\k<x>', 'a pattern cannot refer to what a group has matched'],
  ])('%s: says so, and how to write it', (source, problem) => {
    expect(compilePattern(source)).toEqual({ ok: false, problem, help: expect.stringMatching(/.{10}/) });
  });

  test.each([
    ['(a', 'the pattern does not compile: missing closing ): `(a`'],
    ['a**', 'the pattern does not compile: invalid nested repetition operator: `**`'],
    ['\\w{900}'.repeat(5), 'the pattern is too large'],
  ])('%s: says why it is none', (source, problem) => {
    expect(compilePattern(source)).toMatchObject({ ok: false, problem });
  });

  test('what only looks like it is plain text', () => {
    expect(compilePattern('[(?=]\\(?\\\\1').ok).toBe(true);
  });
});

test.each([
  '^([a-z]+[a-z]+)+$',
  '^(a|aa)+$',
  '(\\w+ ?){1,6}\\d{4}',
  '^(?:\\d+-?){1,20}$',
  '(?:a|b|ab)+$',
  '.*from.*to.*on.*\\d',
  '(?:a|b)*a(?:a|b){20}x',
])('`%s` takes time that grows with the text', (source) => {
  const pattern = compiled(source);
  const seconds = (length: number) => {
    const texts = ['a', 'ab', '1', 'a ', 'from to on '].map(
      (unit) => `${unit.repeat(length / unit.length)}!`,
    );
    const before = process.cpuUsage();
    for (const text of texts) pattern.find(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  seconds(1000);
  // Sixteen times the text. With backtracking two hundred characters would already take forever.
  expect(seconds(16_000)).toBeLessThan(Math.max(0.05, seconds(1000)) * 64);
});
