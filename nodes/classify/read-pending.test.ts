import { describe, expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import type { Pending } from '../../core/state.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { frame, options, question, read, TIME } from '../../test/pending.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { readPending } from './read-pending.ts';

test.each([null, { kind: 'unsure' as const, asked: 1 }])(
  'where nothing is asked nothing is read',
  (pending) => {
    expect(read('W1', pending)).toEqual({ kind: 'none' });
  },
);

test('an attested slot is recorded with the words and the turn', () => {
  const answer = read('It was by mistake', question('reason'));
  expect(answer).toMatchObject({
    kind: 'settled',
    update: { session: { slots: { reason: { value: 'b', span: 'by mistake', turn_id: 't1' } } } },
  });
});

test('any of several slots may be answered, each element of a list under its own key', () => {
  expect(read('by mistake', question('order_id', 'reason'))).toMatchObject({
    update: { goals: [{ flow: { slots: { reason: 'b' } } }] },
  });
  expect(read('W3', question('order_id@1'))).toMatchObject({
    update: { goals: [{ flow: { slots: { 'order_id@1': 'W3' } } }] },
  });
});

describe('an answer to a confirmation', () => {
  const action = { name: 'cancel_order', arguments: { order_id: 'W1' } };
  const proposal = { action_id: 'a', action, by: 'flow', call_id: null, problem: null, origin: 'o' } as const;
  const preview = { title: 'Cancel order W1', lines: [] };
  const asked: Pending = { kind: 'confirm', proposal, hash: 'h', preview, asked: 0 };

  test.each([
    ['Yes, thank you', { kind: 'settled', update: { reading: 'confirmed', confirmed: 'h' } }],
    ['please cancel the order', { kind: 'settled', update: { reading: 'confirmed', confirmed: 'h' } }],
    ['never mind', { kind: 'settled', update: { reading: 'declined', lastAction: { status: 'declined' } } }],
    ['thanks, that is all', { kind: 'settled', update: { reading: 'unclear', pending: { asked: 1 } } }],
    ['yes, and what else', { kind: 'held', update: { reading: 'unclear', pending: { asked: 1 } } }],
  ])('%s', (text, expected) => {
    expect(read(text, asked)).toMatchObject(expected);
  });

  test('may use the words that the tool declares', () => {
    const tools = new Map([['cancel_order', { words: { verbs: ['annul'] } }]]);
    const answer = (text: string) =>
      readPending(text, threadState(text, { pending: asked, goals: [] }), { ...options, tools }, TIME);
    expect(answer('annul it')).toMatchObject({ update: { reading: 'confirmed' } });
    expect(answer('cancel it')).toMatchObject({ update: { reading: 'declined' } });
  });
});

test('a correction of an earlier slot is one, unless the message is about something else', () => {
  const filled = { goals: [goalOf('main', { ...frame, slots: { order_id: 'W1' } })] };
  expect(read('sorry, W2 and quickly', question('reason'), filled)).toMatchObject({
    kind: 'weak',
    update: { goals: [{ flow: { slots: { order_id: 'W2' } } }] },
  });
  expect(read('W1', question('reason'), filled)).toMatchObject({ kind: 'not-understood' });
});

test('a correction that says so, or is hardly more than the value, is about nothing else', () => {
  const filled = { goals: [goalOf('main', { ...frame, slots: { order_id: 'W1' } })] };
  expect(read('no, W2345678', question('reason'), filled)).toMatchObject({
    kind: 'settled',
    update: { goals: [{ flow: { slots: { order_id: 'W2345678' } } }] },
  });
  expect(read('oh wait, I meant that other order W2', question('reason'), filled)).toMatchObject({
    kind: 'settled',
    update: { goals: [{ flow: { slots: { order_id: 'W2' } } }] },
  });
  expect(read('where is W2345678', question('reason'), filled)).toMatchObject({ kind: 'weak' });
  expect(read('where is W2, I mean when?', question('reason'), filled)).toMatchObject({ kind: 'weak' });
  expect(read('By mistake', question('order_id'), filled)).toMatchObject({ kind: 'settled' });
  expect(read('it was sent by mistake', question('order_id'), filled)).toMatchObject({ kind: 'weak' });
});

test('an answer without a flow to take it is for a person', () => {
  expect(read('W1', question('order_id'), { goals: [] })).toMatchObject({
    update: { escalation: { code: 'not_understood' } },
  });
});

test('the words that answer one question are no answer to another', () => {
  const bare = '^([a-z]{3})$';
  const trip = Flow.parse({
    about: 'x',
    slots: {
      from: { type: 'id', ask: '?', pattern: bare },
      to: { type: 'id', ask: '?', pattern: `to ([a-z]{3})|${bare}`, as: '{1}{2}' },
    },
    steps: [{ ask: 'from' }, { ask: 'to' }],
  });
  const reach = new Map([['main', flowReach('main', new Map([['main', trip]]))]]);
  const answered = (text: string) =>
    readPending(
      text,
      threadState(text, {
        pending: question('from'),
        goals: [goalOf('main', { ...frame, slots: { to: 'BOS' } })],
      }),
      { ...options, reach },
      TIME,
    );
  expect(answered('SEA')).toMatchObject({
    update: { goals: [{ flow: { slots: { from: 'SEA', to: 'BOS' } } }] },
  });
});
