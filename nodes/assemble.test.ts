import { expect, test } from 'vitest';
import type { TranscriptEntry } from '../core/ports/ledger.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { AgentState } from '../core/state.ts';
import { runContext, threadState } from '../test/thread-state.ts';
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
const intents = (...names: string[]) => names.map((name) => ({ name, since_turn: 't' }));

async function assembled(state: Partial<AgentState>) {
  const asked: string[] = [];
  const node = assemble(
    {
      agent: 'a',
      budget: { knowledge: 100, customer: 100, thread: 100, earlier: 100, rules: 100 },
      knowledge: { passages: 3, minScore: 0.5 },
      customer: { tool: 'get_user', with: { id: '{session.user}' } },
      identityAs: 'user',
      intents: new Map([
        ['chat', { driver: 'model' as const, answers: false, tools: ['pay'] }],
        ['help', { driver: 'flow' as const, answers: true, tools: [] }],
        ['cancel', { driver: 'flow' as const, answers: false, tools: [] }],
      ]),
    },
    {
      knowledge: {
        search: async ({ text }: { text: string }) => {
          asked.push(text);
          return [passage('p1', 0.9), passage('p2', 0.4)];
        },
      } as never,
      threads: {
        transcript: async () => [entry('t0'), entry('t1'), entry('t1', 'agent')],
        earlier: async () => [entry('e1', 'customer', 'th0')],
      } as never,
      judge: {
        inWords: (tools: readonly string[]) =>
          tools.map((tool) => ({ rule: `rule-${tool}`, why: `why ${tool}` })),
      } as never,
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

test('a flow that answers gets passages that fit well enough', async () => {
  const { passages, pieces, asked } = await assembled({ intents: intents('help') });
  expect({ passages, pieces, asked }).toEqual({
    passages: ['p1'],
    pieces: ['knowledge p1'],
    asked: ['how?'],
  });
});

test('a flow that does not is spared the search', async () => {
  expect(await assembled({ intents: intents('cancel') })).toMatchObject({
    passages: [],
    pieces: [],
    asked: [],
  });
});

test('a model gets everything, each piece with where it is from, and no message twice', async () => {
  const session = { ...EMPTY_SESSION, customer_id: 'mia' };
  const { pieces, context } = await assembled({ intents: intents('chat'), session });
  expect(pieces).toEqual([
    'customer get_user',
    'earlier th0/e1',
    'knowledge p1',
    'rules rule-pay',
    'thread th1/t0',
  ]);
  expect(context?.find(({ source }) => source === 'customer')?.text).toContain('"id":"mia"');
});

test('nothing of a customer or of earlier threads is read before it is known who they are', async () => {
  expect((await assembled({ intents: intents('chat') })).pieces).toEqual([
    'knowledge p1',
    'rules rule-pay',
    'thread th1/t0',
  ]);
});
