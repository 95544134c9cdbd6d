import { expect, test } from 'vitest';
import { sharedNouns } from './shared-noun.ts';

test.each([
  [
    'check if the address linked to my account and recent orders is right',
    'recent orders',
    'check if the address linked to my recent orders is right',
  ],
  ['update the address on my account and my order', 'my order', 'update the address on my order'],
  ['change my phone number and e-mail please', 'e-mail', 'change my e-mail please'],
  ['add a bag and insurance to my trip', 'insurance', 'add a insurance to my trip'],
  ['show me my profile as well as orders.', 'orders', 'show me my orders.'],
])('%j asks for one more thing, %j', (request, said, asked) => {
  expect(sharedNouns(request)).toMatchObject([{ said, asked }]);
});

test.each([
  'cancel my order and tell me when it is done',
  'return the lamp and my order never came',
  'return the lamp and my package broke',
  'cancel my order and then return it',
  'send my order and I will pay',
  'return the lamp and keep the rest',
  'book a flight for me and my wife',
  'where is my order',
  'update my profile address and the address of my order',
])('%j names no noun that shares its words', (request) => {
  expect(sharedNouns(request)).toEqual([]);
});
