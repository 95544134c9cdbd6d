import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['write to sara.doe+shop@example.co.uk, please', 'write to [e-mail], please'],
  ['zoë@exämple.de', '[e-mail]'],
  ['card 4111 1111 1111 1111 and 5500-0000-0000-0004', 'card [card] and [card]'],
  ['4111111111111111', '[card]'],
  [
    'order #W1234567, item 9523456873, tracking 4111111111111112',
    'order #W1234567, item 9523456873, tracking 4111111111111112',
  ],
  ['credit_card_4111111', 'credit_card_4111111'],
  ['12@ and @home', '12@ and @home'],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('values are redacted at any depth, keys and numbers too, and the rest is untouched', () => {
  expect(redact({ a: [{ 'x@y.org': 'x@y.org' }, null, true, 1.5], card: 4_111_111_111_111_111 })).toEqual({
    a: [{ '[e-mail]': '[e-mail]' }, null, true, 1.5],
    card: '[card]',
  });
});

test.each([
  'a'.repeat(200_000),
  '1'.repeat(200_000),
  '1 '.repeat(100_000),
  'a@'.repeat(100_000),
  `a@${'b.'.repeat(100_000)}`,
])('a long text that only looks like one takes no time (%#)', (text) => {
  const started = performance.now();
  redact(text);
  expect(performance.now() - started).toBeLessThan(2000);
});
