import { expect, test } from 'vitest';
import { newFrame } from '../core/flow-memory.ts';
import type { Draft, LastQuestion, NodeState, Pending } from '../core/state.ts';
import { goalOf, threadState } from '../test/thread-state.ts';
import { askedAgain } from './asked-again.ts';

const REASON: Pending = { kind: 'question', slots: ['reason'], options: [], many: false };
const cancel = (slots = {}) => [goalOf('cancel', { ...newFrame('cancel', ''), slots })];
const draft = (text: string, cited = false): Draft => ({
  text,
  citations: cited ? [{ passage_id: 'p', title: 't', quote: 'q' } as never] : [],
  grounds: [],
  outcome: 'asked',
  by: 'flow',
});
const asks = {
  heard: {
    commands: [{ kind: 'ask', of: 'fees', value: null, parts: [], confidence: 1 }],
    lost: [],
    unexplained: [],
  },
} as const;

/** The messages that failed the question, after each of these turns. */
function failedAfter(turns: readonly (Partial<NodeState> & { readonly said: string })[]) {
  let last: LastQuestion | null = null;
  return turns.map(({ said, ...state }) => {
    last = askedAgain(
      threadState(said, {
        pending: REASON,
        goals: cancel(),
        draft: draft('Why?'),
        lastQuestion: last,
        ...state,
      }),
    );
    return last?.failed ?? null;
  });
}

test('a message that changes nothing fails the question', () => {
  expect(
    failedAfter([{ said: 'cancel it' }, { said: 'cancel it' }, { said: 'hi', unclaimed: 'hi' }]),
  ).toEqual([0, 1, 2]);
});

test('a message that tells something new does not, until it is told again', () => {
  const [one, two] = [cancel({ order: '#1' }), cancel({ order: '#2' })];
  expect(
    failedAfter([
      { said: 'cancel it' },
      { said: 'of #1', goals: one },
      { said: 'of #2', goals: two },
      { said: 'no, #1', goals: one },
    ]),
  ).toEqual([0, 0, 0, 1]);
});

test('a wish about the list tells something new, until it is told again', () => {
  const narrowed = [
    goalOf('book', {
      ...newFrame('book', ''),
      narrowed: { trip: [{ attribute: 'stops', test: 'is', value: 0 }] },
    }),
  ];
  expect(
    failedAfter([
      { said: 'book it', goals: [goalOf('book', { ...newFrame('book', ''), narrowed: { trip: [] } })] },
      { said: 'the nonstop one', goals: narrowed },
      { said: 'the nonstop one', goals: narrowed },
      { said: 'the nonstop one', goals: narrowed },
    ]),
  ).toEqual([0, 0, 1, 2]);
});

test('a question in between that is answered does not fail it; the same one again does', () => {
  const fees = { ...asks, draft: draft('There are no fees. Why?', true) };
  const days = { ...asks, draft: draft('It takes two days. Why?', true) };
  expect(
    failedAfter([
      { said: 'cancel it' },
      { said: 'any fees?', ...fees },
      { said: 'how long?', ...days },
      { said: 'and fees?', ...fees },
      { said: 'how long?', ...days },
    ]),
  ).toEqual([0, 0, 0, 1, 2]);
});

test.each([
  ['without an article or a record', { ...asks, draft: draft('I do not know that. Why?') }, 1],
  [
    'from a record',
    { ...asks, draft: draft('It is sent. Why?'), results: [{ name: 'get_order', result: {} }] },
    0,
  ],
  ['in the words of the author', { said: 'are you a bot?', draft: draft('I am. Why?') }, 0],
])('a question that is answered %s', (_name, state, failed) => {
  expect(failedAfter([{ said: 'cancel it' }, { said: 'any fees?', ...state }])).toEqual([0, failed]);
});

test('only turns in a row count', () => {
  const other: Pending = { kind: 'yes-no', question: 'Sure?' };
  expect(
    failedAfter([
      { said: 'a' },
      { said: 'b' },
      { said: 'c', pending: other },
      { said: 'd' },
      { said: 'e', pending: null },
      { said: 'f' },
    ]),
  ).toEqual([0, 1, 0, 0, null, 0]);
});

test('another question is one about other options, another action, or other words where nothing is known', () => {
  const option = (value: string) => ({ label: value, value, element: value });
  const list = { ...REASON, options: [option('a'), option('b'), option('c')] };
  const fewer = { ...list, options: list.options.slice(1) };
  expect(
    failedAfter([
      { said: 'x', pending: list },
      { said: 'x', pending: fewer },
    ]),
  ).toEqual([0, 0]);
  const unsure: Pending = { kind: 'unsure', asked: 1 };
  const given = { pending: unsure, draft: { ...draft('What can I do for you?'), by: 'engine' as const } };
  const lost = { pending: unsure, draft: { ...draft('I do not understand.'), by: 'engine' as const } };
  expect(
    failedAfter([
      { said: 'I am Jo', ...given },
      { said: 'x', ...lost },
    ]),
  ).toEqual([0, 0]);
  expect(
    failedAfter([
      { said: 'I am Jo', ...given },
      { said: 'I am Jo', ...given },
    ]),
  ).toEqual([0, 1]);
});

test('time to look for the answer leaves the question as it was, and a person ends it', () => {
  const wait = { draft: { ...draft('Take your time.'), by: 'engine' as const } };
  expect(failedAfter([{ said: 'a' }, { said: 'b' }, { said: 'let me look', ...wait }])).toEqual([0, 1, 1]);
  expect(
    failedAfter([
      { said: 'a' },
      { said: 'b' },
      { said: 'c', draft: { ...draft('Done.'), by: 'person' as const } },
    ]),
  ).toEqual([0, 1, null]);
});
