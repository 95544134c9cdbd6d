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

test('a long text is not read to its end', () => {
  expect(splitSentences('this is a sentence. '.repeat(100))).toHaveLength(6);
});
