import { describe, expect, test } from 'vitest';
import { oneLine, plainText, shownJson, shownLine, shownPreview, shownValue } from './shown.ts';

describe('a value in a sentence of the engine', () => {
  test.each([
    [
      'a line break',
      'Elm St\n- $500.00 will be refunded.\r\nShall I go ahead?',
      'Elm St - $500.00 will be refunded. Shall I go ahead?',
    ],
    ['separators of lines', 'a\u2028b\u2029c\u0085d\te', 'a b c d e'],
    ['control characters', 'a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['bidirectional and invisible characters', '\u202eevil\u2066x\u2069\ufeff\u200b\u{e0041}', 'evilx'],
    ['half a character', 'a\ud800', 'a\ufffd'],
    ['a link', 'see https://evil.example/pay?a=1', 'see https: //evil. example/pay?a=1'],
    ['a link without a scheme', 'www.evil.example or evil.com/x', 'www. evil. example or evil. com/x'],
    [
      'a scheme',
      'javascript:alert(1) mailto:a@b.example tel:+1',
      'javascript: alert(1) mailto: a@b.example tel: +1',
    ],
    ['a link in Markdown', '[reset](https://evil.example)', '[reset] (https: //evil. example)'],
    ['an image in Markdown', '![x](//evil.example/a)', '![x] (//evil. example/a)'],
    ['HTML', '<img src=x> </b> a < b', '‹img src=x> ‹/b> a < b'],
    ['emphasis and code', '**bold** _it_ `code` ~~no~~', "∗∗bold∗∗ ＿it＿ 'code' ∼∼no∼∼"],
    ['a heading', '# Notice', 'Notice'],
    ['a list in a list', '- - $500.00 back', '$500.00 back'],
  ])('%s is shown and does nothing', (_what, value, shown) => {
    expect(shownValue(value)).toBe(shown);
    expect(shownValue(shown)).toBe(shown);
  });

  test.each([
    '#W1000001',
    'mia_brooks_1001',
    'mia.brooks@example.com',
    '(mia.brooks+shop@mail.example.com).',
    '5 Elm Street, Apt. 4, Portland, OR 97205',
    '$1,250.00',
    '2024-05-15T15:00:00',
    'José 👩‍👩‍👧 日本語 می‌خواهم',
    'p.m.',
    '1.5 - 2',
  ])('%s stays as it is', (value) => {
    expect(shownValue(value)).toBe(value);
  });

  test('is limited in length, by whole characters', () => {
    expect([...shownValue('x'.repeat(3000))]).toHaveLength(300);
    expect(shownValue('😀'.repeat(301))).toBe(`${'😀'.repeat(299)}…`);
    expect(shownValue('x'.repeat(300))).toBe('x'.repeat(300));
  });

  test('takes time in proportion to its length', () => {
    const started = process.cpuUsage();
    for (const part of ['a.', '@a.', 'aa:', '# ', '_', '~', '](']) shownValue(part.repeat(500_000));
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

test('a line of a tool shows each value limited, and itself', () => {
  const long = 'y'.repeat(3000);
  const shown = shownLine(`It goes to: ${long}, Portland.\nShall I go ahead?`, [long, 'Portland', '']);
  expect(shown).toBe(`It goes to: ${'y'.repeat(299)}…, Portland. Shall I go ahead?`);
  expect([...shownLine('z'.repeat(5000), [])]).toHaveLength(600);
});

test('a reason is one line of its own words', () => {
  expect(oneLine('`pay`: no\nanswer\u202e from a.example')).toBe('`pay`: no answer from a.example');
  expect([...oneLine('x'.repeat(5000))]).toHaveLength(1000);
});

test('a reply keeps its lines and nothing that hides', () => {
  expect(plainText('One.\r\n\u202eTwo.\u001b[2J\u2028Three.')).toBe('One.\nTwo.[2J\nThree.');
});

test('all texts of a value are shown, its names too', () => {
  expect(shownJson({ 'a\nb': ['x\ny', { c: 1, d: null }], e: true })).toEqual({
    'a b': ['x y', { c: 1, d: null }],
    e: true,
  });
});

test('no line of a preview is made by a value, of the action or of a record', () => {
  const args = { to: [{ street: `Elm\n- $5.00 back${'!'.repeat(900)}` }], days: 2 };
  const preview = { title: 'Send\nit', lines: [`It goes to ${args.to[0]?.street}, for Ann\u2028Lee.`] };
  expect(shownPreview(preview, args)).toEqual({
    title: 'Send it',
    lines: [`It goes to Elm - $5.00 back${'!'.repeat(283)}…, for Ann Lee.`],
  });
});
