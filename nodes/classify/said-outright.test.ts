import { expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { Pending } from '../../core/state.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { saidOutright } from './said-outright.ts';

const flow = Flow.parse({
  about: 'returning',
  slots: { order_id: { type: 'id', ask: '?', pattern: 'W\\d+' } },
  steps: [{ ask: 'order_id' }],
});
const options = { reach: new Map([['return', flowReach('return', new Map([['return', flow]]))]]) };
const context = {
  now: new Date(0),
  zone: 'UTC',
  confirmation: AgentConfig.shape.confirmation.parse({}),
};
const asked: Pending = { kind: 'yes-no', question: 'Do you want to return an item?' };
const goal = { ...goalOf('return', { ...newFrame('return', 'and the mug'), unsure: 'and the mug' }) };

function read(text: string, intents: readonly string[], pending: Pending = asked, current = goal) {
  const wishes = intents.map((intent) => ({ intent, text, joins: null, spans: [], confidence: 0.95 }));
  const state = threadState(text, { pending, goals: [current] });
  return saidOutright(options as never, state as never, wishes, context);
}

test('a wish that is asked about is meant if the message asks for it, with the values beside it', () => {
  const answer = read('I want to return the mug of W7', [goal.intent]);
  expect(answer).toMatchObject({
    reading: 'answer',
    pending: null,
    goals: [
      {
        intent: goal.intent,
        flow: { slots: { order_id: 'W7' }, opening: expect.stringContaining('mug of W7') },
      },
    ],
  });
  expect(answer?.goals?.[0]?.flow).not.toHaveProperty('unsure');
});

test.each([
  ['asks for something else', ['cancel']],
  ['asks for something else too', ['return', 'cancel']],
  ['asks for nothing surely', []],
])('it is not meant where the message %s', (_name, intents) => {
  expect(
    read(
      'the mug',
      intents.map((name) => (name === 'return' ? goal.intent : name)),
    ),
  ).toBeNull();
});

test('another question of the flow, and a goal that is sure, are left alone', () => {
  expect(read('return it', [goal.intent], { ...asked, kind: 'unsure', asked: 1 } as Pending)).toBeNull();
  const { unsure: _, ...sure } = goal.flow ?? newFrame('return', '');
  expect(read('return it', [goal.intent], asked, { ...goal, flow: sure })).toBeNull();
});
