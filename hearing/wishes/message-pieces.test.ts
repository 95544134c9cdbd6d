import { expect, test } from 'vitest';
import { messagePieces } from './message-pieces.ts';

const pieces = (text: string) => messagePieces(text, () => []).map(({ form, text: said }) => [form, said]);

test.each([
  [
    'I need to return a lamp and my other package never showed up',
    [
      ['request', 'I need to return a lamp'],
      ['added', 'my other package never showed up'],
    ],
  ],
  [
    'please cancel W1000001, oh and I moved so my address needs changing',
    [
      ['request', 'please cancel W1000001'],
      ['added', 'I moved so my address needs changing'],
    ],
  ],
  [
    'you sent me the wrong kettle, and you charged me twice for it',
    [
      ['request', 'you sent me the wrong kettle'],
      ['added', 'you charged me twice for it'],
    ],
  ],
  [
    'Order W1000001 - cancel. W1000002 - return the shoes',
    [
      ['request', 'Order W1000001 - cancel.'],
      ['request', 'W1000002 - return the shoes'],
    ],
  ],
])('what a message is made of: %s', (text, expected) => {
  expect(pieces(text)).toEqual(expected);
});

test.each([
  [
    'Can you update both my profile address and the address of my order?',
    'Can you update the address of my order',
  ],
  ['Change the date, as well as the cabin of my flight', 'Change the cabin of my flight'],
])('a verb is shared by what it names: %s', (text, asked) => {
  const [, second] = messagePieces(text, () => []);
  expect(second).toMatchObject({ form: 'shared', asked });
});

test.each([
  [
    'a report before the request',
    'I recently bought a camera. I want to return it',
    ['background', 'request'],
  ],
  [
    'a report about the same thing',
    'I want to return the lamp. It arrived broken.',
    ['request', 'background'],
  ],
  ['a question about the request itself', 'I want two returns. Can you help me with that?', ['request']],
  [
    'a question about the request, and what stays',
    'I want two returns. Can you help me without a fee?',
    ['request'],
  ],
  ['that something follows', 'I have a question about my order. Please cancel it.', ['request']],
  [
    'the first part of a report',
    "I bought a lamp, but it is not as big as I'd like. I want to return it",
    ['background', 'background', 'request'],
  ],
  ['how it is done', 'I want to return a lamp. How can I proceed with that?', ['request']],
  ['a mere no', 'No, that is not what I want. Please return the lamp', ['request']],
  ['who the customer is', 'Cancel my order. My name is Mia Brooks', ['request', 'background']],
  [
    'what they do themselves',
    'Take Bo off my trip. Else I cancel and rebook it myself',
    ['request', 'background'],
  ],
  ['what stays as it is', 'Can you cancel the desk and keep the lamp?', ['request']],
])('%s is no wish of its own', (_name, text, forms) => {
  expect(pieces(text).map(([form]) => form)).toEqual(forms);
});

test('what another part is added to says something', () => {
  const text = 'I need to make some changes to my order and my other package never came';
  expect(pieces(text)).toHaveLength(2);
});

test.each([
  ['what is asked to be done alone', 'I want to book a flight. Can I change the name myself?', 2],
  ['a flight for themselves', 'Cancel my trip and book one for myself', 2],
])('%s is one', (_name, text, count) => {
  expect(pieces(text).filter(([form]) => form === 'request')).toHaveLength(count);
});

test('a value is not cut', () => {
  const text = 'Send it to 1 Stop and Your Way, Austin';
  const from = text.indexOf('1 Stop');
  expect(messagePieces(text, () => [{ from, to: text.length }])).toHaveLength(1);
});

test('a part that is made of values adds no wish', () => {
  const text = 'Book a flight for me and my friend Kevin Smith (DOB 2001-04-12)';
  const span = (value: string) => ({ from: text.indexOf(value), to: text.indexOf(value) + value.length });
  const forms = (...values: readonly string[]) =>
    messagePieces(text, () => values.map(span)).map(({ form }) => form);
  expect(forms('Kevin Smith', '2001-04-12')).toEqual(['request', 'background']);
  expect(forms('2001-04-12')).toEqual(['request', 'added']);
});
