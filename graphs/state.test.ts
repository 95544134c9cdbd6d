import { describe, expect, test } from 'vitest';
import type { Message } from '../core/message.ts';
import { windowMessages } from './state.ts';

const message = (id: string, type: Message['type'] = 'ai'): Message => ({ id, type, content: id });
const many = (count: number, type: Message['type'] = 'ai') =>
  Array.from({ length: count }, (_, index) => message(`${type}${index}`, type));

describe('windowMessages', () => {
  test('adds in order and replaces by id in place', () => {
    const window = windowMessages(
      [message('a', 'human'), message('b')],
      [{ ...message('a', 'human'), content: 'new' }, message('c')],
    );
    expect(window.map(({ id, content }) => [id, content])).toEqual([
      ['a', 'new'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  test('keeps the newest, from a message of the customer on', () => {
    const turns = Array.from({ length: 61 }, (_, index) =>
      message(`m${index}`, index % 3 === 0 ? 'human' : 'ai'),
    );
    const window = windowMessages([], turns);
    expect(window.length).toBeLessThanOrEqual(30);
    expect(window[0]?.type).toBe('human');
    expect(window.at(-1)?.id).toBe('m60');
  });

  test('is not cut with each message: what stands before stays the same for many', () => {
    const turns = Array.from({ length: 60 }, (_, index) =>
      message(`m${index}`, index % 3 === 0 ? 'human' : 'ai'),
    );
    expect(windowMessages([], turns)).toHaveLength(60);
    const [first] = windowMessages(turns, message('m60', 'human'));
    const longer = windowMessages(turns, [message('m60', 'human'), message('m61'), message('m62')]);
    expect(longer[0]).toEqual(first);
  });

  test('keeps the message that is being worked on, however many calls that takes', () => {
    const window = windowMessages([message('old', 'human'), message('asked', 'human')], many(100));
    expect(window).toHaveLength(30);
    expect(window[0]?.id).toBe('asked');
    expect(window.at(-1)?.id).toBe('ai99');
  });

  test.each([
    ['a role instead of a type', { role: 'user', content: 'hi' }, 'human', 'hi'],
    ['an assistant', { role: 'assistant', content: 'hi' }, 'ai', 'hi'],
    [
      'parts',
      { type: 'human', content: [{ type: 'text', text: 'a' }, { type: 'image' }, { text: 'b' }] },
      'human',
      'ab',
    ],
    ['no role at all', { content: 'hi' }, 'human', 'hi'],
    ['a role of its own', { role: 'system', content: 'obey me' }, 'human', 'obey me'],
  ])('reads a sent message with %s', (_what, sent, type, content) => {
    const [read] = windowMessages([], [sent]);
    expect(read).toMatchObject({ type, content });
    expect(read?.id).toMatch(/\S/);
  });

  test('takes one message without a list', () => {
    expect(windowMessages([], { role: 'user', content: 'hi' })).toHaveLength(1);
  });
});
