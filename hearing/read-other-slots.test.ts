import { describe, expect, test } from 'vitest';
import { Flow } from '../core/flow.ts';
import { newFrame } from '../core/flow-memory.ts';
import { flowsOf } from '../core/goal.ts';
import { goalOf, threadState } from '../test/thread-state.ts';
import { flowReach } from './flow-slots.ts';
import { readOtherSlots } from './read-other-slots.ts';

const flow = Flow.parse({
  about: 'x',
  slots: {
    order_id: { type: 'id', ask: '?', pattern: 'W\\d+' },
    town: { type: 'id', ask: '?', pattern: '(?:to|in) [A-Z]\\w+|^[A-Z]\\w+$' },
    reason: {
      type: 'choice',
      ask: '?',
      attested: true,
      choices: [
        { value: 'a', label: 'No longer needed' },
        { value: 'b', label: 'By mistake' },
      ],
    },
  },
  steps: [{ ask: 'order_id' }, { ask: 'town' }, { ask: 'reason' }],
});
const reaches = new Map([['main', flowReach('main', new Map([['main', flow]]))]]);
const frame = { ...newFrame('main', 'x'), slots: { order_id: 'W1' } };
const context = { now: new Date(0), zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } };
const read = (text: string, answered: Parameters<typeof readOtherSlots>[3] = null) =>
  readOtherSlots(text, threadState(text, { goals: [goalOf('main', frame)] }), reaches, answered, context);

describe('readOtherSlots', () => {
  test('reads all that is new, and records what only the customer can say', () => {
    const other = read('W2 to Boston, it was by mistake');
    expect(flowsOf(other?.goals ?? [])).toMatchObject([
      { slots: { order_id: 'W2', town: 'to Boston', reason: 'b' } },
    ]);
    expect(other?.session.slots).toMatchObject({
      reason: { value: 'b', span: 'by mistake', turn_id: 't1' },
    });
  });

  test('finds nothing in what is known already, or where no business is open', () => {
    expect(read('yes, W1')).toBeNull();
    expect(readOtherSlots('W2', threadState('W2', { goals: [] }), reaches, null, context)).toBeNull();
    expect(
      readOtherSlots('W2', threadState('W2', { goals: [goalOf('main', frame)] }), new Map(), null, context),
    ).toBeNull();
  });

  test('leaves what was asked for, and the words that answered it', () => {
    expect(read('W2', { slot: 'order_id', spans: [{ from: 0, to: 2 }] })).toBeNull();
    expect(read('Boston', { slot: 'order_id', spans: [{ from: 0, to: 6 }] })).toBeNull();
    expect(read('Boston', { slot: 'order_id', spans: [] })).not.toBeNull();
    expect(read('By mistake', { slot: 'order_id', spans: [] })?.goals).toMatchObject([
      { flow: { slots: { order_id: 'W1', reason: 'b' } } },
    ]);
  });

  test.each([
    ['W2345', true],
    ['no, W2345', false],
    ['no, W23456', true],
    ['where is W2345', false],
    ['I meant the one from Monday, W2', true],
    ['That is a typo: it should be W2', true],
    ['Wrong number, sorry. The order is W2', true],
    ['Did I mean the one from Monday, W2? I meant it', false],
    ['By mistake', true],
    ['By mistake I sent it away', false],
  ])('%j is only that: %s', (text, onlyThat) => {
    expect(read(text)?.onlyThat).toBe(onlyThat);
  });
});
