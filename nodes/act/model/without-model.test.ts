import { describe, expect, test } from 'vitest';
import { AgentError } from '../../../core/errors.ts';
import type { StepNote } from '../../../core/node.ts';
import { EMPTY_SESSION } from '../../../core/session.ts';
import { type NodeState, newTurn } from '../../../core/state.ts';
import { goalsOf } from '../../../test/thread-state.ts';
import type { Driver } from '../driver.ts';
import { servedWithoutModel } from './without-model.ts';

const down = new AgentError('MODEL_UNAVAILABLE', 'nobody answers', {
  cause: {
    attempts: [
      {
        ...{ model: 'm', end: 'cut_off', ms: 3, cost_nano: 7 },
        ...{ input_tokens: 5, cached_tokens: 0, output_tokens: 1 },
      },
    ],
  },
});

async function acted(change: Partial<NodeState> = {}, error: unknown = down) {
  const notes: StepNote<'act'>[] = [];
  let served: Parameters<Driver>[0] | undefined;
  const driver = servedWithoutModel(
    { standInFlow: (intent) => (intent === 'chat' ? 'person:chat' : null) },
    {
      model: () => Promise.reject(error),
      flow: async (state) => {
        served = state;
        return { draft: null };
      },
    },
  );
  const messages = [{ id: 't1', type: 'human' as const, content: 'Book me a flight' }];
  const state = { ...newTurn(messages[0]), session: EMPTY_SESSION, recent: [], pending: null, messages };
  const update = await driver(
    { ...state, goals: goalsOf('cancel', 'chat'), reading: 'intent', ...change },
    {
      ...{ tenant: 'shop', thread_id: 'th', now: new Date(0), signal: AbortSignal.timeout(100) },
      note: (note) => notes.push(note),
    },
  );
  return { update, served, notes };
}

describe('while no model answers', () => {
  test("the newest wish's stand-in serves, with the customer's words, before what else is under way", async () => {
    const { served, notes } = await acted();
    expect(served?.goals.map(({ intent, flow }) => [intent, flow?.flow, flow?.opening])).toEqual([
      ['cancel', undefined, undefined],
      ['chat', 'person:chat', 'Book me a flight'],
    ]);
    expect(notes).toMatchObject([{ cost_nano: 7, detail: { unavailable: 'nobody answers' } }]);
  });

  test.each<[string, Partial<NodeState>]>([
    ['a wish without a stand-in', { goals: goalsOf('cancel') }],
    ['a message without a wish', { goals: [] }],
    ['what the model has begun in this turn', { proposals: 1 }],
    ['a reply that it should write again', { faults: ['no ground'] }],
  ])('%s is handed on as the error it is', async (_what, change) => {
    await expect(acted(change)).rejects.toBe(down);
  });

  test('another error is no outage', async () => {
    const invalid = new AgentError('MODEL_OUTPUT_INVALID', 'empty');
    await expect(acted({}, invalid)).rejects.toBe(invalid);
  });
});
