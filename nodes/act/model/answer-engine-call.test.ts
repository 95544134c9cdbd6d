import { describe, expect, test } from 'vitest';
import { Slot } from '../../../core/flow.ts';
import type { Message } from '../../../core/message.ts';
import type { NodeState } from '../../../core/state.ts';
import { goalsOf, threadState } from '../../../test/thread-state.ts';
import { answerEngineCall, type EngineCallOptions } from './answer-engine-call.ts';

const CAUSE = Slot.parse({
  type: 'choice',
  ask: 'Why?',
  attested: true,
  otherwise: 'other',
  choices: [
    { value: 'illness', label: 'Illness', words: ['fever'] },
    { value: 'strike', label: 'A strike', words: ['on strike'] },
    { value: 'other', label: 'Something else' },
  ],
});
const slots = new Map([['cause', CAUSE]]);
const OPTIONS: EngineCallOptions = {
  intents: new Map(['a', 'b', 'c', 'd'].map((name) => [name, { tools: [`do_${name}`], attested: slots }])),
  slots,
  reading: (now) => ({ now, zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } }),
};
const NOW = new Date('2026-03-01T12:00:00Z');
const answer = (name: string, args: { readonly [key: string]: string }, state: Partial<NodeState> = {}) =>
  answerEngineCall(OPTIONS, threadState('Stop it', state), { name, arguments: args }, NOW);
const said = (...texts: readonly (readonly [Message['type'], string])[]): readonly Message[] =>
  texts.map(([type, content], index) => ({ id: `t${index}`, type, content }));

describe('open_intent', () => {
  const open = (intent: string, state: Partial<NodeState> = {}) => answer('open_intent', { intent }, state);

  test('begins a goal and tells its tools', () => {
    expect(open('a')).toMatchObject({
      content: '`a` is open: `do_a`.',
      denied: false,
      goals: [{ intent: 'a', since_turn: 't1', flow: null }],
      noted: { opened: ['a'] },
    });
  });

  test('leaves an open one as it is', () => {
    const goals = goalsOf('a');
    expect(open('a', { goals })).toMatchObject({ denied: false, goals });
  });

  test.each(['constructor', '', 'e'])('knows no intent “%s”', (name) => {
    expect(open(name)).toMatchObject({ denied: true, goals: [] });
  });

  test('closes none that is under way, but a guess or one that is done', () => {
    const goals = goalsOf('a', 'b', 'c');
    expect(open('d', { goals })).toMatchObject({ denied: true, goals });
    const names = (state: Partial<NodeState>) => open('d', state).goals.map(({ intent }) => intent);
    expect(
      names({ goals: goals.map((goal) => (goal.intent === 'b' ? { ...goal, likely: true } : goal)) }),
    ).toEqual(['a', 'c', 'd']);
    expect(
      names({ goals: goals.map((goal) => (goal.intent === 'c' ? { ...goal, done: true } : goal)) }),
    ).toEqual(['a', 'b', 'd']);
  });

  test('an approval lapses', () => {
    const goals = goalsOf('a').map((goal) => ({ ...goal, approved: 'h' }));
    expect(open('b', { goals }).goals.map(({ approved }) => approved)).toEqual([null, null]);
  });

  test('counts what was said before', () => {
    const messages = said(['human', 'I have a fever'], ['ai', 'Oh.'], ['human', 'So stop it']);
    expect(open('a', { messages }).session.slots['cause']).toMatchObject({ value: 'illness', turn_id: 't0' });
  });
});

describe('quote_customer', () => {
  const quote = (words: string, messages: readonly Message[], slot = 'cause') =>
    answer('quote_customer', { slot, words }, { messages });
  const valueFor = (words: string, messages: readonly Message[]) =>
    quote(words, messages).session.slots['cause']?.value ?? null;

  test('sets the slot with the words and the turn of the message', () => {
    const { session, denied } = quote(
      'I have a fever',
      said(['human', 'Hi, I have a fever.'], ['human', 'Well?']),
    );
    expect({ denied, cause: session.slots['cause'] }).toEqual({
      denied: false,
      cause: { value: 'illness', span: 'fever', turn_id: 't0' },
    });
  });

  test.each([
    ['never said', said(['human', 'Stop it'])],
    ['of an article or a tool', said(['human', 'Stop it'], ['tool', 'The crew is on strike'])],
    ['of the agent', said(['human', 'Stop it'], ['ai', 'Is it because the crew is on strike?'])],
    ['of the opposite', said(['human', 'It is NOT because the crew is on strike'])],
  ] as const)('words %s are not recorded', (_, messages) => {
    expect(quote('the crew is on strike', messages)).toMatchObject({ denied: true, session: { slots: {} } });
  });

  test('any words are a reason only where the agent asked for one', () => {
    const asked = said(['human', 'Stop it'], ['ai', 'Why is that?'], ['human', 'My sister needs me']);
    expect(valueFor('My sister needs me', asked)).toBe('other');
    expect(valueFor('My sister needs me', said(['human', 'My sister needs me']))).toBe(null);
  });

  test.each(['constructor', 'user_id', ''])('knows no slot “%s”', (slot) => {
    expect(quote('fever', said(['human', 'fever']), slot)).toMatchObject({
      denied: true,
      session: { slots: {} },
    });
  });
});
