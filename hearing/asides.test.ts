import { expect, test } from 'vitest';
import { readAside } from './asides.ts';

test.each([
  ['why do you need that?', 'why'],
  ['Why do you want my zip code', 'why'],
  ['what for?', 'why'],
  ['are you a bot?', 'bot'],
  ['Am I talking to a real person', null],
  ['are you human', 'bot'],
  ['is this a robot?', 'bot'],
  ['how long does this take?', 'howLong'],
  ['how long does shipping take?', null],
  ['why is my order late?', null],
  ['why was my refund so small', null],
  ['my boss is a robot', null],
])('%s: %s', (text, expected) => {
  expect(readAside(text)).toBe(expected);
});

test('a long message is none', () => {
  expect(readAside(`why do you need that ${'x'.repeat(200)}`)).toBeNull();
});
