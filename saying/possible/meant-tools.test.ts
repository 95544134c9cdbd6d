import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import { stemOf } from '../claims/stem.ts';
import { isDoneToRecords, meantTools, type NamedTool, namedTools, recordNoun } from './meant-tools.ts';

const tool = (name: string, words: NamedTool['words']): NamedTool => ({
  name,
  inputs: ['booking_id'],
  words,
});
const TOOLS = [
  tool('move_booking', { verbs: ['move', 'change'], nouns: ['booking'] }),
  tool('change_guest', { verbs: ['change'], nouns: ['guest', 'guest name'] }),
  tool('give_back', { verbs: ['hand back', 'refund'], items: ['key'] }),
];
const meant = (verb: string, clause: string) =>
  meantTools(verb, clause.split(' '), TOOLS, new Set([stemOf('booking')])).map(({ name }) => name);

test.each([
  ['change', 'the booking can be changed', ['move_booking']],
  ['change', 'the guest of the booking can be changed', ['change_guest']],
  ['changed', 'it can be changed', ['move_booking', 'change_guest']],
  ['change', 'the key can be changed', []],
  ['hand', 'you can hand it back', ['give_back']],
  ['hand', 'i can hand you over', []],
  ['refund', 'it can be refunded', []],
])('“%s” in “%s” means %j', (verb, clause, names) => {
  expect(meant(verb, clause)).toEqual(names);
});

test('tools with effects are named by their words, else by their name', () => {
  const made = (name: string, effects: boolean): Tool => ({
    name,
    effects,
    description: '',
    title: '',
    input: z.object({ booking_id: z.string() }),
    run: async () => null,
  });
  expect(namedTools([made('move_booking', true), made('get_booking', false)])).toEqual([
    { name: 'move_booking', inputs: ['booking_id'], words: { verbs: ['move'], nouns: ['booking'] } },
  ]);
});

test('what is added to a record is not done to it', () => {
  const nouns = new Set([stemOf('booking')]);
  const words = (more: Partial<NamedTool['words']>) =>
    isDoneToRecords({ words: { verbs: ['add'], ...more } }, nouns);
  expect([words({ nouns: ['bed'] }), words({ nouns: ['booking'] }), words({ items: ['room'] })]).toEqual([
    false,
    true,
    true,
  ]);
});

test('a record has the noun of its key', () => {
  expect(['order_id', 'ticket_number'].map(recordNoun)).toEqual(['order', 'ticket']);
});
