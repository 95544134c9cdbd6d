import { expect, test } from 'vitest';
import { saysUnknown } from './says-unknown.ts';

test.each([
  'I do not know that, sorry.',
  'I don’t remember',
  'dont know',
  "I can't recall which one",
  'Not sure, sorry',
  'no idea',
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
])('"%s" says more, or something else', (text) => {
  expect(saysUnknown(text)).toBe(false);
});
