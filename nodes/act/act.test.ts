import { expect, test } from 'vitest';
import { actionHash } from '../../core/action.ts';
import { newFrame } from '../../core/flow-memory.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import { goalOf, goalsOf } from '../../test/thread-state.ts';
import { act } from './act.ts';
import type { Driver } from './driver.ts';

const speaks =
  (text: string): Driver =>
  async () => ({ draft: { text, citations: [], grounds: [], outcome: 'answered', by: 'flow' } });
const flow = newFrame('cancel', 'x');
const asking = (intent: string) => ({ ...goalOf(intent, flow), since_turn: 't9' });
const end = (call_id: string | null) => {
  const action = { name: 'x', arguments: {} };
  return {
    proposal: {
      action_id: 'a',
      action,
      by: 'flow' as const,
      call_id,
      problem: null,
      origin: actionHash(action),
    },
    status: 'executed' as const,
    result: null,
    reasons: [],
  };
};

async function acted(state: Partial<NodeState>, model: Driver | null = speaks('model')) {
  const driver = act(
    { driverOf: (name) => (name === 'chat' ? 'model' : 'flow') },
    { flow: speaks('flow'), model },
  );
  const update = await driver(
    {
      messages: [],
      turn_id: 't',
      proposals: 0,
      session: EMPTY_SESSION,
      goals: [],
      recent: [],
      pending: null,
      reading: 'intent',
      intent: null,
      token_log_probability: null,
      passages: [],
      context: [],
      lastAction: null,
      results: [],
      repeats: [],
      further: null,
      denials: 0,
      goalEnds: [],
      spoken: [],
      faults: [],
      rejected: null,
      ...state,
    },
    { tenant: 'shop', thread_id: 'th', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) },
  );
  return update.draft?.text ?? update.escalation?.code;
}

test.each<[string, Partial<NodeState>, string]>([
  ["a new message goes to the newest intent's driver", { goals: goalsOf('cancel', 'chat') }, 'model'],
  ['and to the flow where that is the newest', { goals: [...goalsOf('chat'), asking('cancel')] }, 'flow'],
  [
    'an answer goes to the flow that asked',
    { reading: 'answer', goals: [asking('cancel'), ...goalsOf('chat')] },
    'flow',
  ],
  [
    'the end of an action goes to the flow that proposed it',
    { lastAction: end(null), goals: goalsOf('chat') },
    'flow',
  ],
  ['or to the model that did', { lastAction: end('c1'), goals: [asking('cancel')] }, 'model'],
])('%s', async (_what, state, who) => {
  expect(await acted(state)).toBe(who);
});

test('what no flow handles goes to a person where there is no model', async () => {
  expect(await acted({ goals: goalsOf('chat') }, null)).toBe('no_model');
});

test('an answer to a model, and the calls of its answer, are for the model', async () => {
  const pending = { kind: 'model-question', question: 'Which?' } as const;
  const goals = [goalOf('pay', newFrame('pay', ''))];
  expect(await acted({ goals, reading: 'answer', pending })).toBe('model');
  expect(await acted({ goals, reading: 'answer', further: { calls: [], denials: 0, denied: false } })).toBe(
    'model',
  );
  expect(await acted({ goals, reading: 'answer' })).toBe('flow');
});
