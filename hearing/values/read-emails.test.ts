import { expect, test } from 'vitest';
import { readEmails } from './read-emails.ts';

test.each([
  ['私のメールはmia.brooks@example.comです', ['mia.brooks@example.com']],
  ['jürgen.meier@example.com', ['jürgen.meier@example.com']],
  ['(mia@example.com), <bob+x@example.co.uk>.', ['mia@example.com', 'bob+x@example.co.uk']],
  ['Email:Mia_1@Example.com', ['Mia_1@Example.com']],
  ['mia at example.com', []],
  ['mia@example', []],
  [`${'a'.repeat(80)}@example.com`, []],
])('%s: %j', (text, emails) => {
  expect(readEmails(text).map(({ value }) => value)).toEqual(emails);
});
