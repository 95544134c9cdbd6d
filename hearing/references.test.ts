import { expect, test } from 'vitest';
import { Slot } from '../core/flow.ts';
import { isReference, referencesIn, refersBack } from './references.ts';

const order = Slot.parse({ type: 'id', ask: '?', pattern: 'w(\\d{3})', as: '#W{1}' });

const context = { now: new Date(0), zone: 'UTC', confirmation: { yes: ['yes'], no: ['no'], courtesy: [] } };

test('references of a text are each read once, in order', () => {
  expect(referencesIn('cancel w123, W456 and w123', order, context)).toEqual(['#W123', '#W456']);
  expect(referencesIn('none', order, context)).toEqual([]);
});

test('a slot with a list, parts, plain words or an e-mail is no reference', () => {
  expect(isReference(order)).toBe(true);
  expect(isReference(Slot.parse({ ask: '?', type: 'id', pattern: '[a-z][0-9a-z]{5}' }))).toBe(true);
  for (const slot of [
    { type: 'text' },
    { type: 'id', pattern: '(?<a>\\d)' },
    { type: 'id', pattern: '\\b(how much|balances?|sums?)\\b' },
    { type: 'email' },
    { type: 'id', pattern: '\\d', attested: true },
  ])
    expect(isReference(Slot.parse({ ask: '?', ...slot }))).toBe(false);
});

test.each([
  ['cancel it', true],
  ['return that order', true],
  ['cancel my order', true],
  ['buy a lamp', false],
])('%s refers back: %s', (text, expected) => {
  expect(refersBack(text)).toBe(expected);
});
