import { expect, test } from 'vitest';
import type { AgentState } from '../core/state.ts';
import { observe } from './observe.ts';

const draft = (by: 'flow' | 'person' = 'flow', cited = false) => ({
  text: 'x',
  citations: cited ? [{ passage_id: 'p', source: 's' }] : [],
  grounds: [],
  outcome: 'answered' as const,
  by,
});
const intent = { name: 'a', confidence: 0.8, certified: false, guesses: [] };
function observed(state: Partial<AgentState>) {
  return observe({ frustration: 2 })(
    {
      reading: 'intent',
      intent,
      passages: [],
      draft: draft(),
      frustration: 0,
      outcome: 'answered',
      ...state,
    },
    { thread_id: 't', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) },
  );
}

test.each<[string, Partial<AgentState>, number | null]>([
  ['of an intent', {}, 0.8],
  [
    'of a quoted passage that fits less',
    {
      draft: draft('flow', true),
      passages: [{ passage_id: 'p', source: 's', title: '', heading: '', text: '', score: 0.4 }],
    },
    0.4,
  ],
  ['of an answer to a question', { reading: 'answer' }, 1],
  ["of a person's words", { draft: draft('person') }, 1],
  ['of nothing it could rest on', { reading: 'continue', intent: null }, null],
])('the confidence %s', async (_what, state, confidence) => {
  expect((await observed(state)).confidence).toBe(confidence);
});

test('a customer who loses patience gets a person, and is counted anew', async () => {
  expect(await observed({ frustration: 2 })).toMatchObject({
    escalation: { code: 'frustration' },
    frustration: 0,
  });
  expect((await observed({ frustration: 1 })).escalation).toBeUndefined();
  expect((await observed({ frustration: 9, draft: draft('person') })).escalation).toBeUndefined();
});
