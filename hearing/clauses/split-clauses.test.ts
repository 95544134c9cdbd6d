import { describe, expect, test } from 'vitest';
import { MOST_CLAUSES, splitClauses } from './split-clauses.ts';

const asked = (text: string) =>
  splitClauses(text)
    .filter(({ form }) => form === 'request')
    .map((clause) => clause.asked);

describe('requests of a message', () => {
  test.each([
    ['Cancel my order and return the lamp.', ['Cancel my order', 'I want to return the lamp.']],
    [
      'I need to cancel W1, and also change the address of W2.',
      ['I need to cancel W1', 'I want to change the address of W2.'],
    ],
    [
      'Help me with canceling an order and possibly returning a mug',
      ['Help me with canceling an order', 'I need help with returning a mug'],
    ],
    [
      'I have two exchanges and a cancellation to sort out',
      ['I have two exchanges', 'I need help with a cancellation to sort out'],
    ],
    ['An exchange and a return please', ['An exchange', 'I need help with a return please']],
    ['1. cancel W1\n2. return the lamp of W2', ['cancel W1', 'return the lamp of W2']],
    ['- block my card\n- send a new one', ['block my card', 'send a new one']],
    ['return an item, please. how I paid, the lamp, order W1', ['return an item, please.']],
    ['Where is W1? And when do you open?', ['Where is W1?', 'when do you open?']],
    [
      'Book a flight to Boston on May 20, returning on May 24',
      ['Book a flight to Boston on May 20, returning on May 24'],
    ],
    ['Cancel order W1, returning sunglasses', ['Cancel order W1', 'I need help with returning sunglasses']],
    [
      'Hi, could you exchange the mug, then tell me the price',
      ['could you exchange the mug', 'tell me the price'],
    ],
  ])('%s', (text, expected) => {
    expect(asked(text)).toEqual(expected);
  });

  test.each([
    'I want to return a lamp and a mug',
    'I want the red and blue one',
    'I ordered it and waited for weeks, please cancel it',
  ])('are one in: %s', (text) => {
    expect(asked(text)).toHaveLength(1);
  });

  test.each([
    'Hello!',
    'My name is Mia Brooks.',
    'My order number is W1.',
    'I recently bought a camera.',
    'I was told of your returns.',
    'mia@example.com',
  ])('are none in: %s', (text) => {
    expect(asked(text)).toEqual([]);
  });

  test('that are alternatives share their object', () => {
    expect(
      splitClauses('I want to cancel, return or exchange my lamp').map(({ either, asked: said }) => [
        either,
        said,
      ]),
    ).toEqual([
      [false, 'I want to cancel my lamp'],
      [false, 'I want to return my lamp'],
      [true, 'I want to exchange my lamp'],
    ]);
  });

  test.each([
    ['also cancel W2', 'also'],
    ['cancel W2 as well', 'also'],
    ['actually return it', 'instead'],
    ['return it instead', 'instead'],
    ['return it', null],
  ])('%s: joins as %s', (text, joins) => {
    expect(splitClauses(text)[0]?.joins).toBe(joins);
  });
});

test('no request begins inside a value, and values are read only where one could', () => {
  const text = 'Send it to 1 Stop and Return Street';
  expect(splitClauses(text)).toHaveLength(2);
  expect(splitClauses(text, () => [{ from: 11, to: text.length }])).toHaveLength(1);
  const unread = () => {
    throw new Error('the values were read');
  };
  expect(splitClauses('Hi, I am Mia. Where is my order?', unread)).toHaveLength(2);
});

test('spans are those of the clauses in the message, in order and apart', () => {
  const text = 'Hi.\n  Cancel W1, and return W2;  thanks!';
  const clauses = splitClauses(text);
  for (const { span, text: said } of clauses) expect(text.slice(span.from, span.to)).toBe(said);
  for (const [index, { span }] of clauses.entries())
    expect(span.from).toBeGreaterThanOrEqual(clauses[index - 1]?.span.to ?? 0);
});

test('a message of many clauses has a last one that holds the rest', () => {
  const many = splitClauses(Array.from({ length: 40 }, (_, index) => `cancel W${index}.`).join(' '));
  expect(many).toHaveLength(MOST_CLAUSES);
  expect(many.at(-1)?.text).toContain('cancel W39');
});

test.each(['', '   ', '...', '\n\n', '\ud800', '<b></b>'])('%j has no request', (text) => {
  expect(asked(text)).toEqual([]);
});

test('a noun that only describes another begins no request', () => {
  expect(splitClauses('cancel my flight and the return flight')).toHaveLength(1);
  expect(splitClauses('cancel my order and a return')).toHaveLength(2);
});
