import { expect, test } from 'vitest';
import { readAside } from './asides.ts';

test.each([
  ['why do you need that?', 'why'],
  ['Why do you want my zip code', 'why'],
  ['what for?', 'why'],
  ['are you a bot?', 'bot'],
  ['Am I talking to a real person', 'bot'],
  ['who are you?', 'bot'],
  ['I want to talk to a real person', null],
  ['what do you need my zip code for?', 'why'],
  ['will this take long?', 'howLong'],
  ['wait', 'wait'],
  ['ok wait', 'wait'],
  ['let me check', 'wait'],
  ['One moment please, let me find it', 'wait'],
  ['hold on a sec', 'wait'],
  ['let me check my e-mails', 'wait'],
  ['Let me see... 94102', null],
  ['let me see... Mia Brooks', null],
  ['hold on, it is mia@example.com', null],
  ['let me cancel it', null],
  ['wait, cancel the other one', null],
  ['give me a refund', null],
  ['I will look for another lamp instead, cancel it', null],
  ['one moment ago it was still there', null],
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
