import { expect, test } from 'vitest';
import { withFollowingReference } from './following-reference.ts';
import type { Wish } from './wish.ts';

/** The texts of wishes made of these parts of a message. */
function texts(message: string, ...parts: readonly string[]) {
  const wishes = parts.map((text): Wish => {
    const from = message.indexOf(text);
    return { intent: text, text, joins: null, spans: [{ from, to: from + text.length }], confidence: 1 };
  });
  return withFollowingReference(message, wishes).map(({ text }) => text);
}

test('a reference right behind a wish is for that wish', () => {
  const text = 'I want to exchange an item. order #W1000001 And please return an item. Order number W1000002';
  expect(texts(text, 'I want to exchange an item.', 'And please return an item.')).toEqual([
    'I want to exchange an item. order #W1000001',
    'And please return an item. Order number W1000002',
  ]);
});

test('words between do not make it one', () => {
  const text = 'Cancel it and return the lamp. I am Mia Brooks, zip 97205, phone 4155550142';
  expect(texts(text, 'Cancel it', 'and return the lamp.')).toEqual(['Cancel it', 'and return the lamp.']);
});

test('a single wish has all of its message already', () => {
  expect(texts('Cancel it. Order W1000001', 'Cancel it.')).toEqual(['Cancel it.']);
});
