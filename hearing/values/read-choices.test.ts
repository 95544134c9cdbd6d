import { expect, test } from 'vitest';
import { Slot } from '../../core/slots/slot.ts';
import { isMistyped } from './find-phrases.ts';
import { readChoices } from './read-choices.ts';

const { choices = [] } = Slot.parse({
  type: 'choice',
  ask: '?',
  choices: [
    { value: 'unneeded', label: 'No longer needed', words: ["don't need it"] },
    { value: 'mistake', label: 'Ordered by mistake', words: ['by mistake'] },
    { value: 'card', label: 'My card', words: ['card'] },
    { value: 'gift', label: 'Gift card' },
  ],
});
const read = (text: string) => readChoices(text, choices).map(({ value, text: words }) => [value, words]);

test.each([
  ['It is no longer needed.', [['unneeded', 'no longer needed']]],
  ['I don’t need it', [['unneeded', 'don’t need it']]],
  ['no longer neded', [['unneeded', 'no longer neded']]],
  ['by msitake', [['mistake', 'by msitake']]],
  ['to a gift card', [['gift', 'gift card']]],
  ['my card, not the gift card', [['card', 'my card']]],
  ['it was not by mistake', []],
  [
    'by mistake, and no longer needed',
    [
      ['mistake', 'by mistake'],
      ['unneeded', 'no longer needed'],
    ],
  ],
])('%s: %j', (text, named) => {
  expect(read(text)).toEqual(named);
});

test.each([
  ['neded', 'needed', true],
  ['neeeded', 'needed', true],
  ['needde', 'needed', true],
  ['seeded', 'needed', false],
  ['nedd', 'need', false],
  ['needing', 'needed', false],
  ['needed', 'needed', false],
])('%s for %s: %s', (said, meant, near) => {
  expect(isMistyped(said, meant)).toBe(near);
});
