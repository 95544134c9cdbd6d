import { describe, expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { Flow } from '../../core/flow.ts';
import { flowsOf } from '../../core/goal.ts';
import type { NodeState, Pending } from '../../core/state.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { goalsOf, runContext, threadState } from '../../test/thread-state.ts';
import { classify } from './classify.ts';

const flows = new Map(
  Object.entries({
    cancel: {
      about: 'cancelling',
      slots: {
        order_id: { type: 'id', ask: 'Which?', pattern: 'W\\d+' },
        floor: { type: 'id', ask: 'Which floor?', pattern: '\\d' },
      },
      steps: [{ ask: 'order_id' }],
    },
    help: { about: 'help', steps: [{ answer: 'knowledge' }] },
  }).map(([name, flow]) => [name, Flow.parse(flow)] as const),
);
const names = ['cancel', 'help', 'chat', 'talk'];
const isFlow = (name: string) => flows.has(name);

/** Reads the message with a classifier that is given its guesses for the whole and for each sentence. */
function said(
  text: string,
  guesses: { readonly [intent: string]: number },
  state: Partial<NodeState> = {},
  sentences: { readonly [sentence: string]: { readonly [intent: string]: number } } = {},
) {
  const classifier = {
    classify: async (heard: string) =>
      Object.entries(sentences[heard] ?? guesses).map(([name, confidence]) => ({ name, confidence })),
  };
  const node = classify(
    {
      zone: 'UTC',
      languages: new Map(),
      attested: () => new Map(),
      intents: new Map(
        names.map((name) => [
          name,
          {
            name,
            driver: isFlow(name) ? ('flow' as const) : ('model' as const),
            flow: isFlow(name) ? name : null,
            light: false,
            acts: name === 'cancel',
            changes: name === 'cancel',
          },
        ]),
      ),
      reach: new Map([...flows.keys()].map((name) => [name, flowReach(name, flows)])),
      thresholds: new Map(
        names.map((name) => [
          name,
          { threshold: name === 'help' ? 0.9 : 0.5, target: null, certified: name === 'cancel', missing: 0 },
        ]),
      ),
      choices: new Map([
        ['cancel', 'cancel an order'],
        ['help', 'ask how something works'],
        ['chat', 'talk about books'],
        ['talk', 'talk about films'],
      ]),
      questions: 2,
      lists: () => [],
      about: new Map(),
      confirmation: AgentConfig.shape.confirmation.parse({}),
      tools: new Map(),
      signals: { person: [], frustration: [] },
      says: {
        ...AgentConfig.shape.says.parse({}),
        unsure: 'What?',
        declined: 'All right.',
        notCompared: '?',
        noneFits: 'None.',
        allFit: 'All {count}, but for {attributes}.',
        oneFits: 'That is {choice}.',
        between: 'Do you want to {first}, or to {second}?',
        whether: 'Do you want to {first}?',
      },
    },
    { classifier, actions: () => ({ settle: async () => {} }) },
  );
  return node(threadState(text, state), runContext());
}

const EVEN = { cancel: 0.42, help: 0.38 };
const asked = (count = 0): Pending => ({
  kind: 'which-intent',
  intents: ['cancel', 'help'],
  opening: { turn_id: 't0', text: 'cancelling W7' },
  asked: count,
});

describe('a message that is as likely about one thing as about another', () => {
  test('is asked about in the words of both, and acted on as neither', async () => {
    expect(await said('cancelling W7', EVEN)).toMatchObject({
      reading: 'unclear',
      intent: { name: 'unknown', certified: false, confidence: 0.42 },
      draft: { text: 'Do you want to cancel an order, or to ask how something works?', outcome: 'asked' },
      pending: { ...asked(), opening: { turn_id: 't1', text: 'cancelling W7' } },
    });
  });

  test('is asked about although the best is over its threshold', async () => {
    expect(await said('x', { cancel: 0.52, help: 0.45 })).toMatchObject({
      pending: { kind: 'which-intent' },
    });
  });

  test('is not asked about where one of its sentences is clear', async () => {
    const text = 'This is about something. Please cancel my order now.';
    const update = await said(text, EVEN, {}, { 'Please cancel my order now.': { cancel: 0.95 } });
    expect(update).toMatchObject({ reading: 'intent', goals: [{ intent: 'cancel' }] });
  });

  test('is left to the model where it has the thread, or would have both', async () => {
    expect(await said('x', EVEN, { goals: goalsOf('chat') })).toMatchObject({ reading: 'continue' });
    expect(await said('x', { chat: 0.4, talk: 0.4 })).toMatchObject({ reading: 'continue' });
  });

  test('is not asked about in the middle of a question', async () => {
    const pending: Pending = { kind: 'yes-no', question: 'Really?' };
    expect((await said('x', EVEN, { pending })).pending?.kind).not.toBe('which-intent');
  });
});

describe('the answer', () => {
  test('a number takes up the message that was left open, and is nothing else', async () => {
    const update = await said('1', {}, { pending: asked() });
    expect(update).toMatchObject({
      reading: 'intent',
      intent: { name: 'cancel', confidence: 1 },
      goals: [{ intent: 'cancel' }],
      text: 'cancelling W7',
      pending: null,
    });
    expect(flowsOf(update.goals ?? [])).toEqual([
      expect.objectContaining({ opening: 'cancelling', slots: { order_id: 'W7' } }),
    ]);
  });

  test('words do too, and add what they say', async () => {
    const update = await said('cancel it, I mean W8', { help: 0.3 }, { pending: asked() });
    expect(update).toMatchObject({
      goals: [{ flow: { flow: 'cancel', slots: { order_id: 'W8' } } }],
      text: 'cancelling W7\ncancel it, I mean W8',
    });
  });

  test('a clear message about one of the two is the answer, whatever its words', async () => {
    expect(await said('stop that order', { help: 0.95 }, { pending: asked() })).toMatchObject({
      goals: [{ intent: 'help' }],
      text: 'cancelling W7\nstop that order',
    });
  });

  test('a clear message about something else leaves the two behind', async () => {
    const update = await said('books about an order', { chat: 0.9 }, { pending: asked() });
    expect(update).toMatchObject({ goals: [{ intent: 'chat' }], pending: null });
    expect(update).not.toHaveProperty('text');
  });

  test('neither is asked about in other words', async () => {
    expect(await said('neither', EVEN, { pending: asked() })).toMatchObject({
      draft: { text: 'What?' },
      pending: { kind: 'unsure', asked: 1 },
    });
  });

  test('nonsense is asked again once, then a person is called', async () => {
    const again = await said('flurb', { help: 0.1 }, { pending: asked() });
    expect(again).toMatchObject({ pending: asked(1), draft: { outcome: 'asked' } });
    expect(await said('garp', { help: 0.1 }, { pending: asked(1) })).toMatchObject({
      escalation: { code: 'not_understood' },
    });
    expect(await said('even again', EVEN, { pending: asked(1) })).toMatchObject({
      escalation: { code: 'not_understood' },
    });
  });
});
