import { expect, test } from 'vitest';
import { isWrittenCall } from './written-call.ts';

const TOOLS = ['cancel_order', 'think'];

test.each([
  ['{"name": "cancel_order", "arguments": {"order_id": "W1"}}', true],
  ['<tool_call>think</tool_call>', true],
  ['I will use cancel_order(order_id="W1") now.', true],
  ['```json\n{"tool":"think"}\n```', true],
  ['I think I can cancel the order.', false],
  ['Your name: "Mia". The order is open.', false],
  ['', false],
])('%s: %s', (text, isCall) => {
  expect(isWrittenCall(text, TOOLS)).toBe(isCall);
});
