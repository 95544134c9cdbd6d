import { expect, test } from 'vitest';
import { announces } from './announcements.ts';

test.each([
  'I need to make a change to my reservation AB12CD.',
  "Hi there! I'd like to make some changes to an upcoming trip.",
  'I have two questions about my orders',
  'Can you help me with my booking?',
  'I need some help with an order I placed yesterday.',
  'There is a problem with order #W1000001',
])('%j does not say what is wanted', (text) => {
  expect(announces(text)).toBe(true);
});

test.each([
  'I need to change my reservation',
  'Please change a flight of my booking',
  'I need help cancelling my order',
  'I need help with a return of my order',
  'I want to change the address of my order',
  'I need help to book a flight',
  'Can I make changes to my flight?',
  'I have a question',
  'my order',
  'There is a problem with the payment of my order',
  '',
])('%j says more, or less', (text) => {
  expect(announces(text)).toBe(false);
});
