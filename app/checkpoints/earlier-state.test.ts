import { emptyCheckpoint } from '@langchain/langgraph-checkpoint';
import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { NEW_THREAD, newTurn } from '../../core/state.ts';
import { readEarlier } from './earlier-state.ts';

const read = (channel_values: Record<string, unknown>) =>
  readEarlier({ config: {}, checkpoint: { ...emptyCheckpoint(), channel_values } })?.checkpoint
    .channel_values;

const escalation = { code: 'review', reason: 'it is large', proposal: null, verdict: null };
const session = { ...EMPTY_SESSION, customer_id: 'c1' };
const end = { status: 'executed', result: 1 };
const nothing = { confirmed: null, approved: null };

test('a checkpoint in which every value had a channel keeps them all', () => {
  const turn = { turn_id: 't1', text: 'pay it', proposals: 1, steps: 4 };
  const earlier = { messages: ['m'], turn, session, frustration: 1, denials: 2, escalation, ended: end };
  expect(read({ ...earlier, 'branch:to:escalate': null })).toMatchObject({
    messages: ['m'],
    thread: { ...NEW_THREAD, session, frustration: 1 },
    turn: { ...newTurn(undefined), ...turn, denials: 2, escalation, lastAction: end },
    'branch:to:escalate': null,
  });
});

test('its intents, flows and consent become goals, each with its own', () => {
  const flow = (name: string) => ({ ...newFrame(name, 'x'), intent: name });
  const goals = (consent: object, ...flows: readonly ReturnType<typeof flow>[]) =>
    read({
      session,
      consent,
      flows,
      intents: [
        { name: 'cancel', since_turn: 't1' },
        { name: 'return', since_turn: 't1' },
        { name: 'chat', since_turn: 't2' },
      ],
    });
  const memory = (name: string) => newFrame(name, 'x');
  expect(
    goals({ confirmed: 'yes', approved: 'h' }, flow('forgotten'), flow('return'), flow('cancel')),
  ).toMatchObject({
    thread: {
      goals: [
        { intent: 'forgotten', flow: memory('forgotten'), approved: null },
        { intent: 'return', since_turn: 't1', flow: memory('return'), approved: null },
        { intent: 'cancel', since_turn: 't1', flow: memory('cancel'), approved: null },
        { intent: 'chat', since_turn: 't2', flow: null, approved: 'h' },
      ],
    },
    turn: { confirmed: 'yes' },
  });
  expect(read({ session, consent: { ...nothing, approved: 'h' } })).toMatchObject({
    thread: { goals: [{ intent: 'unknown', approved: 'h' }] },
  });
});

test("today's checkpoint, and one of a thread that has said nothing, are read as they are", () => {
  const today = { messages: [], thread: NEW_THREAD, turn: newTurn(undefined) };
  expect(read(today)).toBe(today);
  expect(read({})).toEqual({});
  expect(readEarlier(undefined)).toBeUndefined();
});
