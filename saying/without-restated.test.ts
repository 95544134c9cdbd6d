import { expect, test } from 'vitest';
import { withoutRestated } from './without-restated.ts';

const SAID = ['Done: Cancel order #W7.'];

test.each([
  ["I've cancelled your order #W7. You get $5 back.", 'You get $5 back.'],
  ['Your order #W7 has been cancelled.', ''],
  ['Order #W8 is cancelled.', 'Order #W8 is cancelled.'],
  ['I cancelled order #W7 and refunded it.', 'I cancelled order #W7 and refunded it.'],
  ['Shall I cancel order #W7?', 'Shall I cancel order #W7?'],
  ['Anything else?', 'Anything else?'],
])('%j leaves %j', (text, rest) => {
  expect(withoutRestated(text, SAID)).toBe(rest);
});

test('nothing is left out where the engine said nothing', () => {
  expect(withoutRestated('Order #W7 is cancelled.', [])).toBe('Order #W7 is cancelled.');
});
