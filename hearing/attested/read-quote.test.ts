import { expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { CAUSE, context } from '../../test/attested-cause.ts';
import { readQuote } from './read-quote.ts';

const WISH = Slot.parse({
  type: 'choice',
  ask: 'What for?',
  choices: [
    { value: 'voucher', label: 'A voucher' },
    { value: 'money', label: 'Money back' },
  ],
});
const STORY = Slot.parse({ type: 'text', ask: 'What happened?' });
const BAGS = Slot.parse({ type: 'integer', ask: 'How many?' });
const quoted = (words: string, text: string, slot = CAUSE, answers = false) =>
  readQuote(words, { text, answers }, slot, [WISH], context)?.value ?? null;

test.each([
  { words: 'I have a fever', text: 'Please stop it, I have a fever.', value: 'illness' },
  { words: 'i have  a FEVER', text: 'Please stop it. I have a fever!', value: 'illness' },
  { words: 'the crew is on strike', text: 'I read that the crew is on strike', value: 'strike' },
  { words: 'I have to work', text: 'Stop it because I have to work', value: 'other' },
  // Never said, said of something else, or part of a longer word.
  { words: 'I have a fever', text: 'Please stop it.', value: null },
  { words: 'fever', text: 'I am feverish about this trip', value: null },
  { words: 'Please stop it', text: 'Please stop it, I have a fever.', value: null },
  // The opposite.
  { words: 'because of a fever', text: 'It is NOT because of a fever', value: null },
  { words: 'a fever', text: "I don't have a fever", value: null },
  { words: 'I have a fever', text: 'Would it be possible if I have a fever?', value: null },
  { words: 'if I have a fever', text: 'Would it be possible if I have a fever?', value: null },
  // A bare yes says nothing by itself, and two choices leave open which.
  { words: 'yes', text: 'yes', value: null },
  { words: 'a fever and the crew is on strike', text: 'a fever and the crew is on strike', value: null },
])('“$words” of “$text” is $value', ({ words, text, value }) => {
  expect(quoted(words, text)).toBe(value);
});

test.each([
  { words: 'my sister needs me', text: 'My sister needs me.', value: 'other' },
  { words: 'my sister needs me', text: 'Not that my sister needs me.', value: null },
  { words: 'is it free', text: 'is it free?', value: null },
  { words: 'no idea', text: 'No idea', value: null },
  { words: 'C1234', text: 'C1234', value: null },
  { words: 'a voucher', text: 'I want a voucher', value: null },
])('in an answer, “$words” of “$text” is $value', ({ words, text, value }) => {
  expect(quoted(words, text, CAUSE, true)).toBe(value);
});

test('other words are no reason where nobody asked', () => {
  expect(quoted('my sister needs me', 'My sister needs me.')).toBe(null);
});

test('a text is kept with its whole sentence, so that nothing is left out', () => {
  expect(quoted('it is broken', 'Hello. It would be wrong to say it is broken! Bye', STORY)).toBe(
    'It would be wrong to say it is broken!',
  );
  expect(quoted('the lid came off', 'Hello. I opened it and the lid came off! Bye', STORY)).toBe(
    'I opened it and the lid came off!',
  );
});

test('a number is read in the quoted words only', () => {
  expect(quoted('three bags', 'We are 2 with three bags', BAGS)).toBe(3);
  expect(quoted('We are 2 with three bags', 'We are 2 with three bags', BAGS)).toBe(null);
});

test.each(['option', 'yes-no'] as const)('of a slot of type %s nothing is quoted', (type) => {
  expect(quoted('a fever', 'a fever', { ...CAUSE, type, otherwise: undefined }, true)).toBe(null);
});
