import { describe, expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { NodeState, Pending } from '../../core/state.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { readPending } from './read-pending.ts';

const flow = Flow.parse({
  about: 'x',
  slots: {
    order_id: { type: 'id', ask: '?', pattern: 'W\\d+' },
    reason: {
      type: 'choice',
      ask: '?',
      attested: true,
      choices: [
        { value: 'a', label: 'No longer needed' },
        { value: 'b', label: 'By mistake' },
      ],
    },
    item: { type: 'option', ask: '?', from: { list: '{items}', value: '{id}', label: '{name}' } },
  },
  steps: [{ ask: 'order_id' }],
});
const options = {
  reach: new Map([['main', flowReach('main', new Map([['main', flow]]))]]),
  confirmation: AgentConfig.shape.confirmation.parse({}),
  tools: new Map(),
  questions: 2,
  about: new Map([['main', 'cancelling']]),
  says: {
    declined: 'Nothing was changed.',
    notCompared: 'Which is that?',
    noneFits: 'None.',
    oneFits: 'That is {choice}.',
    several: 'Noted: {goals}. First {first}.',
    noted: 'Noted: {goals}.',
  },
};
const frame = newFrame('main', 'x');
const TIME = { now: new Date(0), zone: 'UTC' };
const read = (text: string, pending: Pending | null, state: Partial<NodeState> = {}) =>
  readPending(text, threadState(text, { pending, goals: [goalOf('main', frame)], ...state }), options, TIME);

describe('a yes-or-no question of a flow', () => {
  const asked: Pending = { kind: 'yes-no', question: 'Really?' };
  test.each([
    ['yes', true],
    ['no', false],
  ])('%s', (text, answer) => {
    expect(read(text, asked)).toMatchObject({
      kind: 'settled',
      update: { goals: [{ flow: { answers: { 'Really?': answer } } }] },
    });
  });
  test('a yes may say more for the flow', () => {
    expect(read('yes, by mistake', asked)).toMatchObject({
      kind: 'settled',
      update: { goals: [{ flow: { answers: { 'Really?': true }, slots: { reason: 'b' } } }] },
    });
    expect(read('yes please, the stand mixer', asked)).toMatchObject({
      update: {
        goals: [{ flow: { answers: { 'Really?': true }, opening: expect.stringMatching(/stand mixer$/) } }],
      },
    });
  });
  test('a yes may repeat what was asked', () => {
    const returning: Pending = { kind: 'yes-no', question: 'Do you want to return an item?' };
    expect(read('Yes, I confirm. Please initiate the return.', returning)).toMatchObject({ kind: 'settled' });
    expect(read('Yes, I confirm. Please cancel the order.', returning)).not.toMatchObject({
      kind: 'settled',
    });
  });
  test.each(['yes, but by mistake', 'yes, cancel order W3 too', 'yes, where is my parcel?', 'by mistake'])(
    'no yes is: %s',
    (text) => {
      expect(read(text, asked)).not.toMatchObject({ kind: 'settled' });
    },
  );
  test('anything else is asked again, then a person', () => {
    expect(read('perhaps', asked)).toMatchObject({
      kind: 'not-understood',
      update: { goals: [{ flow: { attempts: { 'Really?': 1 } } }] },
    });
    expect(
      read('perhaps', asked, { goals: [goalOf('main', { ...frame, attempts: { 'Really?': 1 } })] }),
    ).toMatchObject({
      update: { escalation: { code: 'not_understood' } },
    });
  });
});
