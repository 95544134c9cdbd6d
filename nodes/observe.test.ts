import { describe, expect, test } from 'vitest';
import { DEFAULT_TURN_CONFIDENCE } from '../confidence/turn-confidence.ts';
import type { TurnSignals } from '../core/confidence.ts';
import type { StepNote } from '../core/node.ts';
import type { Draft, NodeState } from '../core/state.ts';
import { runContext, threadState } from '../test/thread-state.ts';
import { observe } from './observe.ts';

const draft = (by: Draft['by'] = 'flow'): Draft => ({
  text: 'It is on its way.',
  citations: [],
  grounds: [],
  outcome: 'answered',
  by,
});
const intent = { name: 'a', confidence: 0.8, certified: false, guesses: [{ name: 'a', confidence: 0.8 }] };

async function observed(state: Partial<NodeState>, floor = 0) {
  const notes: StepNote<'observe'>[] = [];
  const asked: TurnSignals[] = [];
  const confidenceOf = (signals: TurnSignals) => {
    asked.push(signals);
    return signals.intent ?? 0.98;
  };
  const node = observe({ frustration: 2, questions: 2, confidence: floor, confidenceOf });
  const update = await node(threadState('x', { reading: 'intent', intent, draft: draft(), ...state }), {
    ...runContext(),
    note: (note) => notes.push(note),
  });
  return { update, note: notes[0], asked };
}

describe('the confidence', () => {
  test.each<[string, Partial<NodeState>, number | null]>([
    ['of an intent is what its signals make of it', {}, 0.8],
    ['of an answer to a question does not rest on an intent', { reading: 'answer' }, 0.98],
    ['of a yes is sure', { reading: 'confirmed', intent: null }, 0.98],
    ["of a person's words is whole", { draft: draft('person') }, 1],
    ['of nothing it could rest on is none', { reading: 'continue', intent: null }, null],
    [
      'of what a model said rests on its tokens',
      { reading: 'continue', intent: null, token_log_probability: -0.1 },
      0.98,
    ],
  ])('%s', async (_what, state, confidence) => {
    expect((await observed(state)).update).toEqual({ confidence });
  });

  test('is recorded with what it was made of', async () => {
    const { note, asked } = await observed({ denials: 1, draft: draft('model') });
    expect(asked[0]).toMatchObject({ intent: 0.8, denials: 1 });
    expect(note).toEqual({ confidence: 0.8, detail: { signals: asked[0] } });
  });
});

describe('below the bar', () => {
  test.each<Partial<NodeState>>([
    { intent: { ...intent, confidence: 0.99 } },
    { reading: 'continue', intent: null },
    { reading: 'answer' },
  ])('of 0.8 is every reply that a model had to write again', async (state) => {
    const { of: confidenceOf } = DEFAULT_TURN_CONFIDENCE;
    const node = observe({ frustration: 2, questions: 2, confidence: 0.8, confidenceOf });
    const turn = threadState('x', { reading: 'intent', draft: draft('model'), ...state });
    expect((await node({ ...turn, regenerations: 1 }, runContext())).escalation?.code).toBe('low_confidence');
    expect((await node(turn, runContext())).escalation).toBeUndefined();
  });

  test('what the agent would say does not go out, and the person who is called reads it', async () => {
    const { update } = await observed({}, 0.81);
    expect(update).toMatchObject({ confidence: 0.8, reply: null, spoken: [] });
    expect(update.escalation).toMatchObject({
      code: 'low_confidence',
      reason: 'the agent is sure to 0.80 only; it would have said: It is on its way.',
    });
  });
  test.each<[string, Partial<NodeState>, number]>([
    ['that is just reached', {}, 0.8],
    ['asking back', { reading: 'unclear' }, 0.9],
    ['what a person decided', { reading: 'resumed' }, 0.9],
    ["a person's words", { draft: draft('person') }, 1],
  ])('is not: %s', async (_what, state, floor) => {
    expect((await observed(state, floor)).update.escalation).toBeUndefined();
  });
});

test('a customer who loses patience gets a person, and is counted anew', async () => {
  expect((await observed({ frustration: 2 })).update).toMatchObject({
    escalation: { code: 'frustration' },
    frustration: 0,
  });
  expect((await observed({ frustration: 1 })).update.escalation).toBeUndefined();
  expect((await observed({ frustration: 9, draft: draft('person') })).update.escalation).toBeUndefined();
});

describe('a question without an answer', () => {
  const question = { pending: { kind: 'yes-no', question: 'Sure?' }, text: 'x' } as const;
  const spoken = ['It is pending.', 'Sure?'].map((text) => ({ text, citations: [], grounds: [] }));

  test('is remembered with what came of it', async () => {
    const { update } = await observed(question);
    expect(update.lastQuestion).toMatchObject({ failed: 0 });
  });

  test('is not asked a third time: a person is called, and the rest of the reply goes out', async () => {
    const first = await observed(question);
    const second = await observed({ ...question, lastQuestion: first.update.lastQuestion ?? null });
    expect(second.update.escalation).toBeUndefined();
    const last = second.update.lastQuestion ?? null;
    const third = await observed({ ...question, spoken, lastQuestion: last });
    expect(third.update).toMatchObject({
      reply: null,
      spoken: [{ text: 'It is pending.' }],
      lastQuestion: null,
      escalation: {
        code: 'not_understood',
        reason: 'the same question stayed without a usable answer 2 times in a row',
      },
    });
  });
});
