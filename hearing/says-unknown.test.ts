import { expect, test } from 'vitest';
import { saysUnknown } from './says-unknown.ts';

test.each([
  'I do not know that, sorry.',
  'I don’t remember',
  'dont know',
  "I can't recall which one",
  'Not sure, sorry',
  'no idea',
  'idk',
  "I can't find the number",
  "I don't have my user id with me",
  'I forgot my zip code',
  'I lost the e-mail',
  "I don't have it",
  'Hm, I honestly have no clue',
])('"%s" says only that', (text) => {
  expect(saysUnknown(text)).toBe(true);
});

test.each([
  'I do not want it any more',
  'I do not know my e-mail, I am Jane Doe',
  'not sure, the lamp maybe',
  'I don’t',
  'no',
  "I don't have the lamp any more, I want to return the mug",
  "I don't have time for this",
])('"%s" says more, or something else', (text) => {
  expect(saysUnknown(text)).toBe(false);
});
