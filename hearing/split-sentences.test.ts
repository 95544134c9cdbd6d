import { expect, test } from 'vitest';
import { splitSentences } from './split-sentences.ts';

test.each<[string, string[]]>([
  [
    'Cancel my order please. And where is the other one?',
    ['Cancel my order please.', 'And where is the other one?'],
  ],
  ['cancel my order\nchange my address', ['cancel my order', 'change my address']],
  ['only one sentence here', []],
  ['Hi! Cancel my order please.', []],
  ['', []],
])('%j', (text, sentences) => {
  expect(splitSentences(text)).toEqual(sentences);
});

test.each([
  'My e-mail is mia.brooks@example.com',
  'My order number is #W1000001.',
  'Order number: #W1000001',
  'My name is Mia Brooks and my zip code is 10001',
  'The zip is 10001 and my name is Mia Brooks.',
])('a wish beside "%s" is the only one', (gives) => {
  const wish = 'Please cancel order #W1000001, I no longer need it.';
  expect(splitSentences(`${wish} ${gives}`)).toEqual([wish]);
});

test.each([
  'My parcel is 3 days late.',
  'My e-mail is wrong, change it to mia@example.com',
  'Is my order number #W1000001?',
  'Also cancel order #W1000004',
  'My order is lost.',
])('"%s" is about something of its own', (wish) => {
  expect(splitSentences(`Please cancel order #W1000001. ${wish}`)).toHaveLength(2);
});

test('a long text is not read to its end', () => {
  expect(splitSentences('this is a sentence. '.repeat(100))).toHaveLength(6);
});
