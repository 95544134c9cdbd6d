import { expect, test } from 'vitest';
import { GERMAN } from '../languages/german/german.ts';
import { statedReason } from './stated-reason.ts';

test.each([
  ['Cancel it because I have to work that day.', 'because I have to work that day.'],
  ['Hello there. It is due to a wedding, sorry', 'due to a wedding, sorry'],
  ['Could you stop it because of my exam?', 'because of my exam?'],
  ['For personal reasons', 'For personal reasons'],
  ['My reason is that I moved', 'My reason is that I moved'],
  ['As for the reason, a friend needs the seat more', 'As for the reason, a friend needs the seat more'],
  ["I want out since I can't travel", "since I can't travel"],
  ['It is not because of my exam', null],
  ["I don't have a reason", null],
  ['I have no reasons to share', null],
  ['What is the reason?', null],
  ['because', null],
  ['as I said, cancel it', null],
  ['since May', null],
  ['cancel it please', null],
])('%s: %s', (text, said) => {
  expect(statedReason(text)?.said ?? null).toBe(said);
});

test('the place is that of the words before the reason', () => {
  const text = 'Hi! Stop it due to rain';
  const { span } = statedReason(text) ?? { span: { from: 0, to: 0 } };
  expect(text.slice(span.from, span.to)).toBe('due to');
});

test.each([
  ['Bitte stornieren, weil ich arbeiten muss', 'weil ich arbeiten muss'],
  ['Aus privaten Gründen', 'Aus privaten Gründen'],
  ['Es ist nicht wegen der Prüfung', null],
])('in German, %s: %s', (text, said) => {
  expect(statedReason(text, GERMAN)?.said ?? null).toBe(said);
});
