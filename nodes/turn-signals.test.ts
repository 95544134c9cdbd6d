import { expect, test } from 'vitest';
import type { Draft, NodeState } from '../core/state.ts';
import { threadState } from '../test/thread-state.ts';
import { turnSignals } from './turn-signals.ts';

const passage = (passage_id: string, score: number) => ({
  passage_id,
  source: 's',
  title: '',
  heading: '',
  text: '',
  score,
});
const draft = (by: Draft['by'], ...cited: readonly string[]): Draft => ({
  text: 'x',
  citations: cited.map((passage_id) => ({ passage_id, source: 's' })),
  grounds: [],
  outcome: 'answered',
  by,
});
const intent = {
  name: 'a',
  confidence: 0.8,
  certified: false,
  guesses: [
    { name: 'a', confidence: 0.8 },
    { name: 'b', confidence: 0.15 },
  ],
};
const signals = (state: Partial<NodeState>) => turnSignals(threadState('x', state));

test('a turn without anything to rest on has none', () => {
  expect(signals({})).toEqual({
    intent: null,
    intent_margin: null,
    retrieval: null,
    retrieval_margin: null,
    regenerations: 0,
    denials: 0,
    token_log_probability: null,
  });
});

test('an intent counts with how far the next one is behind, but not that of an answer', () => {
  const read = signals({ intent, reading: 'intent' });
  expect(read.intent).toBe(0.8);
  expect(read.intent_margin).toBeCloseTo(0.65);
  expect(signals({ intent, reading: 'answer' })).toMatchObject({ intent: null, intent_margin: null });
  expect(signals({ intent: { ...intent, guesses: [] } }).intent_margin).toBeNull();
});

test.each([
  { cited: ['p'], score: 0.7, margin: 0.2 },
  { cited: ['q'], score: 0.5, margin: -0.2 },
  { cited: ['p', 'q'], score: 0.7, margin: 0.4 },
  { cited: ['p', 'q', 'r'], score: 0.7, margin: null },
  { cited: [], score: null, margin: null },
  { cited: ['elsewhere'], score: null, margin: null },
])('of the passages, the cited $cited count against the others', ({ cited, score, margin }) => {
  const passages = [passage('p', 0.7), passage('q', 0.5), passage('r', 0.3)];
  const { retrieval, retrieval_margin } = signals({ passages, draft: draft('flow', ...cited) });
  expect(retrieval).toBe(score);
  if (margin === null) expect(retrieval_margin).toBeNull();
  else expect(retrieval_margin).toBeCloseTo(margin);
});

test('a reply without its faulty sentences says so', () => {
  const reply = { text: 'It is pending.', citations: [] };
  expect(signals({ reply, faults: ['“$5”: it stands nowhere'] }).dropped).toBe(true);
  expect(signals({ reply }).dropped).toBeUndefined();
  expect(signals({ faults: ['“$5”: it stands nowhere'] }).dropped).toBeUndefined();
});

test('what was sent back and denied counts, but not what rules deny to a flow', () => {
  const state = { denials: 2, regenerations: 1, token_log_probability: -0.4 };
  const counted = { regenerations: 1, denials: 2, token_log_probability: -0.4 };
  expect(signals({ ...state, draft: draft('model') })).toMatchObject(counted);
  expect(signals(state)).toMatchObject(counted);
  expect(signals({ ...state, draft: draft('flow') })).toMatchObject({ denials: 0 });
});
