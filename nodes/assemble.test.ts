import { expect, test } from 'vitest';
import type { RankedPassage } from '../core/context.ts';
import { newFrame } from '../core/flow-memory.ts';
import type { Goal } from '../core/goal.ts';
import type { TranscriptEntry } from '../core/ports/ledger.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { NodeState } from '../core/state.ts';
import type { FitPassages } from '../saying/answers/answer-model.ts';
import { goalOf, goalsOf, runContext, threadState } from '../test/thread-state.ts';
import { assemble } from './assemble.ts';

const passage = (id: string, score: number) => ({
  passage_id: id,
  source: 'a.md',
  title: '',
  heading: `H ${id}`,
  text: 'text',
  score,
});
const entry = (
  turn_id: string,
  role: 'customer' | 'agent' = 'customer',
  thread_id = 'th1',
): TranscriptEntry => ({ thread_id, turn_id, role, text: `said in ${turn_id}`, at: '' });

async function assembled(state: Partial<NodeState>, budget = 100, fitted: FitPassages | null = null) {
  const asked: Record<string, unknown>[] = [];
  const node = assemble(
    {
      agent: 'a',
      budget: { knowledge: budget, customer: 100, thread: 100, earlier: 100 },
      asSent: ({ text }) => text,
      knowledge: { passages: 3, minScore: 0.5 },
      fitted,
      fits: { asked: 0.4, beside: 0.8 },
      customer: { tool: 'get_user', with: { id: '{session.user}' } },
      identityAs: 'user',
      intents: new Map([
        ['chat', { driver: 'model' as const, answers: false, acts: false, topics: null }],
        ['pay', { driver: 'model' as const, answers: false, acts: true, topics: null }],
        ['help', { driver: 'flow' as const, answers: true, acts: false, topics: null }],
        ['returns', { driver: 'flow' as const, answers: true, acts: false, topics: ['returns'] }],
        ['refunds', { driver: 'flow' as const, answers: true, acts: false, topics: ['refunds'] }],
        ['cancel', { driver: 'flow' as const, answers: false, acts: true, topics: ['orders'] }],
      ]),
    },
    {
      knowledge: {
        search: async ({ signal, ...query }: Record<string, unknown>) => {
          asked.push(query);
          return [passage('p1', 0.6), passage('p2', 0.4), passage('p3', 0.9)];
        },
      } as never,
      threads: () =>
        ({
          transcript: async () => [entry('t0'), entry('t1'), entry('t1', 'agent')],
          earlier: async () => [entry('e1', 'customer', 'th0')],
        }) as never,
      read: async (tool, args) => ({ tool, ...args }),
      countTokens: (text) => text.split(' ').length,
    },
  );
  const update = await node(threadState('how?', state), runContext());
  return {
    asked,
    passages: update.passages?.map(({ passage_id }) => passage_id),
    pieces: update.context?.map(({ source, provenance }) => `${source} ${provenance}`).sort(),
    context: update.context,
  };
}

test('of a message with several wishes the sentence that asks is searched for', async () => {
  const text = 'Where is W1? How long do refunds take?';
  const opened = (intent: string, opening: string) => goalOf(intent, newFrame(intent, opening));
  const searched = async (...goals: readonly Goal[]) =>
    (await assembled({ turn_id: 't', text, goals: [...goalsOf('help'), ...goals] })).asked[0]?.['text'];
  const refunds = opened('refunds', 'How long do refunds take?');
  expect(await searched(opened('cancel', 'Where is W1?'), refunds)).toBe('How long do refunds take?');
  expect(await searched(opened('returns', text), refunds)).toBe(text);
  expect(await searched(opened('refunds', 'asked long ago'))).toBe(text);
  expect(await searched()).toBe(text);
});

test('a flow that answers gets passages that fit well enough', async () => {
  const { passages, pieces, asked } = await assembled({ goals: goalsOf('help') });
  expect({ passages, pieces, asked }).toEqual({
    passages: ['p1', 'p3'],
    pieces: ['knowledge p1', 'knowledge p3'],
    asked: [{ text: 'how?', conversation: [], entities: [], topics: undefined, top: 4 }],
  });
});

test('an agent that has learned what answers takes the likeliest of what it finds', async () => {
  const reversed = (_: string, found: readonly RankedPassage[]) => found.toReversed();
  expect((await assembled({ goals: goalsOf('help') }, 100, reversed)).passages).toEqual(['p3', 'p1']);
});

test('a passage that the customer chose is not searched for', async () => {
  const picked = passage('p7', 0.9);
  const chose = (chosen: RankedPassage | null) => ({
    goals: [goalOf('help', { ...newFrame('help', 'x'), picked: chosen })],
  });
  expect(await assembled(chose(picked))).toMatchObject({
    passages: ['p7'],
    pieces: ['knowledge p7'],
    asked: [],
  });
  expect(await assembled(chose(null))).toMatchObject({ passages: [], asked: [] });
});

test('passages come best first within the token budget, for a flow as for a model', async () => {
  const oneOfThem = 3;
  for (const name of ['help', 'chat'])
    expect((await assembled({ goals: goalsOf(name) }, oneOfThem)).passages).toEqual(['p1']);
  expect((await assembled({ goals: goalsOf('help') }, 0)).passages).toEqual([]);
});

test.each([
  { active: ['returns'], topics: ['returns'] },
  { active: ['returns', 'refunds'], topics: ['returns', 'refunds'] },
  { active: ['returns', 'cancel'], topics: ['returns'] },
  { active: ['returns', 'help'], topics: undefined },
  { active: ['returns', 'chat'], topics: undefined },
])('$active are answered from the topics $topics', async ({ active, topics }) => {
  expect((await assembled({ goals: goalsOf(...active) })).asked).toMatchObject([{ topics }]);
});

test('the search hears what was said before, and the names in what is under way', async () => {
  const message = (id: string, type: 'human' | 'ai' | 'tool', content: string) => ({ id, type, content });
  const messages = [
    message('t0', 'human', 'where is my order'),
    message('t0.call', 'ai', ''),
    message('t0.result', 'tool', '{"item": "lamp"}'),
    message('t0.reply', 'ai', 'It holds a Floor Lamp.'),
    message('t1', 'human', 'how?'),
  ];
  const frame = {
    ...newFrame('cancel', ''),
    slots: { order_id: '#W1000001', reason: 'not needed' },
    results: { a: { items: [{ name: 'Floor Lamp', price: 12 }], note: 'x'.repeat(81) } },
  };
  const { asked } = await assembled({ messages, goals: [...goalsOf('help'), goalOf('cancel', frame)] });
  expect(asked).toMatchObject([
    {
      conversation: [
        { by: 'customer', text: 'where is my order' },
        { by: 'agent', text: 'It holds a Floor Lamp.' },
      ],
      entities: ['not needed', 'Floor Lamp'],
    },
  ]);
});

test('a flow that does not is spared the search', async () => {
  expect(await assembled({ goals: goalsOf('cancel') })).toMatchObject({
    passages: [],
    pieces: [],
    asked: [],
  });
});

test('a model gets everything, each piece with where it is from, and no message twice', async () => {
  const session = { ...EMPTY_SESSION, customer_id: 'mia' };
  const { pieces, context } = await assembled({ goals: goalsOf('chat'), session });
  expect(pieces).toEqual([
    'customer get_user',
    'earlier th0/e1',
    'knowledge p1',
    'knowledge p3',
    'thread th1/t0',
  ]);
  expect(context?.find(({ source }) => source === 'customer')?.text).toContain('"id":"mia"');
});

test('nothing of a customer or of earlier threads is read before it is known who they are', async () => {
  expect((await assembled({ goals: goalsOf('chat') })).pieces).toEqual([
    'knowledge p1',
    'knowledge p3',
    'thread th1/t0',
  ]);
});

test('a model gets what fits: less is enough where the customer asks than beside what it does', async () => {
  const fitted: FitPassages = (_, found) =>
    found.map((one, at) => ({ ...one, fit: [0.5, 0.9, 0.1][at] ?? 0 }));
  expect((await assembled({ goals: goalsOf('chat') }, 100, fitted)).passages).toEqual(['p1']);
  expect((await assembled({ goals: goalsOf('pay') }, 100, fitted)).passages).toEqual([]);
  expect((await assembled({ goals: goalsOf('help') }, 100, fitted)).passages).toEqual(['p1', 'p3']);
});
