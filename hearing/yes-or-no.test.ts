import { expect, test } from 'vitest';
import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { plainWords, yesOrNo } from './yes-or-no.ts';

const words = AgentConfig.shape.confirmation.parse({});

test.each([
  'yes',
  'Yes, please!',
  ' YES ',
  'y',
  'go ahead.',
  "that's correct",
  'ok',
  'Do it',
  'yes - go ahead',
])('%s is a yes', (said) => {
  expect(yesOrNo(said, words)).toBe('yes');
});

test.each(['no', 'No, thanks.', 'nope', "don't", 'please don’t', 'never mind', 'STOP'])(
  '%s is a no',
  (said) => {
    expect(yesOrNo(said, words)).toBe('no');
  },
);

test.each([
  'yes, but the other card',
  'yes if it is free',
  'yes and no',
  'yes?',
  'ok?',
  'no?',
  'is that correct?',
  'yes 👎',
  'yes 👍',
  'not yes',
  'yesterday',
  'I would say yes to that',
  'yes\nno',
  'y e s',
  'да',
  '',
  '!!!',
])('%s is neither', (said) => {
  expect(yesOrNo(said, words)).toBeNull();
});

test.each([
  ['Yes, PLEASE!', 'yes please'],
  ["It's  fine", 'it is fine'],
  ['gift_card_1', 'gift card 1'],
  ['\u00a0a\tb\n', 'a b'],
])('%j in plain words is %j', (text, plain) => {
  expect(plainWords(text)).toBe(plain);
});
