import { describe, expect, test } from 'vitest';
import { RecordedRun, recordedTurns } from './recorded-turns.ts';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });
const call = (id: string, written = '{}') => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'get_order', arguments: written } }],
});
const result = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content });

const turnsOf = (
  messages: readonly object[],
  tokens: { input_tokens?: number; output_tokens?: number } = {},
) => recordedTurns(RecordedRun.parse({ messages, ...tokens }));

const shown = (messages: readonly object[]) =>
  turnsOf(messages).map(({ text, answers }) => [text, ...answers.map((one) => one.text || one.calls[0]?.id)]);

describe('recordedTurns', () => {
  test.each([
    {
      why: 'puts every answer under what the customer said',
      messages: [
        user('hi'),
        assistant('hello'),
        user('#W1?'),
        call('c1'),
        result('c1', '{}'),
        assistant('sent'),
      ],
      turns: [
        ['hi', 'hello'],
        ['#W1?', 'c1', 'sent'],
      ],
    },
    {
      why: 'leaves out the last word, which nobody answered',
      messages: [user('hi'), assistant('hello'), user('###STOP###')],
      turns: [['hi', 'hello']],
    },
    {
      why: 'leaves out what was said before the customer spoke',
      messages: [{ role: 'system', content: 'rules' }, assistant('welcome'), user('hi'), assistant('hello')],
      turns: [['hi', 'hello']],
    },
    {
      why: 'joins two messages of a customer who did not wait',
      messages: [user('hi'), user('anyone?'), assistant('hello')],
      turns: [['hi\nanyone?', 'hello']],
    },
    { why: 'finds nothing in nothing', messages: [], turns: [] },
  ])('$why', ({ messages, turns }) => {
    expect(shown(messages)).toEqual(turns);
  });

  test('keeps the results of calls, and malformed arguments as they were', () => {
    const [turn] = turnsOf([
      user('hi'),
      call('c1', "{'id': 1}"),
      result('c1', 'Error: order not found'),
      call('c2'),
    ]);
    expect(turn?.answers[0]?.calls).toEqual([{ id: 'c1', name: 'get_order', arguments: "{'id': 1}" }]);
    expect([...(turn?.results ?? [])]).toEqual([['c1', 'Error: order not found']]);
  });

  test.each([
    { input_tokens: 1001, output_tokens: 7 },
    { input_tokens: 1, output_tokens: 0 },
    { input_tokens: 0, output_tokens: 100 },
  ])('spreads the tokens of the run over its answers without losing one: %o', (tokens) => {
    const messages = [
      user('hi'),
      assistant('a'),
      user('and?'.repeat(50)),
      call('c1'),
      result('c1', '{}'),
      assistant('b'),
    ];
    const answers = turnsOf(messages, tokens).flatMap((turn) => turn.answers);
    const sum = (pick: 'input_tokens' | 'output_tokens') => answers.reduce((all, one) => all + one[pick], 0);
    expect({ input_tokens: sum('input_tokens'), output_tokens: sum('output_tokens') }).toEqual(tokens);
    expect(answers.every((one) => one.input_tokens >= 0 && one.output_tokens >= 0)).toBe(true);
  });

  test('gives later answers more of the input', () => {
    const answers = turnsOf([user('x'.repeat(99)), assistant('a'), user('y'.repeat(99)), assistant('b')], {
      input_tokens: 302,
    });
    expect(answers.flatMap((turn) => turn.answers.map((one) => one.input_tokens))).toEqual([101, 201]);
  });

  test('refuses what is not a recorded conversation', () => {
    expect(RecordedRun.safeParse({ messages: [{ role: 'robot', content: 'x' }] }).success).toBe(false);
    expect(RecordedRun.safeParse({ messages: 'none' }).success).toBe(false);
  });
});
