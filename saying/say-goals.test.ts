import { expect, test } from 'vitest';
import { newFrame } from '../core/flow-memory.ts';
import { goalOf } from '../test/thread-state.ts';
import { goalInWords, sayBegun, sayNext } from './say-goals.ts';

const about = new Map([
  ['cancel', 'cancelling your order'],
  ['return', 'returning items'],
]);
const words = {
  several: 'Noted: {goals}. First {first}.',
  noted: 'Later: {goals}.',
  next: 'Now to {goal}.',
  and: 'and',
};
const cancel = goalOf('cancel', {
  ...newFrame('cancel', ''),
  slots: { order: '#W1234567', reason: 'no longer needed' },
});
const back = goalOf('return', newFrame('return', ''));

test('goals are told by what their flow is about, and by the references given', () => {
  expect(goalInWords(cancel, about)).toBe('cancelling your order (#W1234567)');
  expect(goalInWords(back, about)).toBe('returning items');
  expect(goalInWords(goalOf('gift-cards'), about)).toBe('gift cards');
});

test('several goals are said back, one that waits too, a single one not', () => {
  expect(sayBegun([cancel, back], false, words, about)?.text).toBe(
    'Noted: cancelling your order (#W1234567) and returning items. First cancelling your order (#W1234567).',
  );
  expect(sayBegun([back], true, words, about)?.text).toBe('Later: returning items.');
  expect(sayBegun([back], false, words, about)).toBeNull();
  expect(sayBegun([], true, words, about)).toBeNull();
});

test('words that two goals share are quoted once', () => {
  const unsure = goalOf('cancel', { ...newFrame('cancel', ''), unsure: 'my two orders' });
  expect(sayBegun([unsure, unsure, back], false, words, about)?.text).toBe(
    'Noted: "my two orders" and returning items. First "my two orders".',
  );
  expect(sayBegun([unsure, unsure], false, words, about)).toBeNull();
});

test('the next goal is named', () => {
  expect(sayNext(back, words, about)).toEqual({
    text: 'Now to returning items.',
    citations: [],
    grounds: ['Now to returning items.'],
  });
});
