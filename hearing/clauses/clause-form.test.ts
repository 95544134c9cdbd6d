import { expect, test } from 'vitest';
import { formOf, isOneCode } from './clause-form.ts';

const form = (text: string) => formOf(text, (/^[\p{L}'’]+/u.exec(text)?.[0] ?? '').toLowerCase());

test.each([
  'cancel it',
  'want to cancel my last order',
  'to get my order exchanged',
  'my tablet order should go to my office',
  'whats the status of the boots',
  'Order W1000004 - cancel',
  'W1000002 return the shoes',
])('%s is a request', (text) => {
  expect(form(text)).toBe('request');
});

test.each(['I ordered a lamp', 'my order arrived', 'W1000002 is broken', 'my name is Mia Brooks'])(
  '%s is background',
  (text) => {
    expect(form(text)).toBe('background');
  },
);

test.each(['mia.brooks+shop@example.com', 'lena_marsh_2001', '#W1000001', ' 4WQ150 ', '85049'])(
  '%s is one code',
  (text) => {
    expect(isOneCode(text)).toBe(true);
  },
);

test.each(['cancel', 'W1000001, cancel', 'cancel #W1000001', 'where?', '', 'refund'])(
  '%s is more, or none',
  (text) => {
    expect(isOneCode(text)).toBe(false);
  },
);
