import { emptyCheckpoint } from '@langchain/langgraph-checkpoint';
import { expect, test } from 'vitest';
import { EMPTY_SESSION } from '../../core/session.ts';
import { NEW_THREAD, newTurn } from '../../core/state.ts';
import { readEarlier } from './earlier-state.ts';

const read = (channel_values: Record<string, unknown>) =>
  readEarlier({ config: {}, checkpoint: { ...emptyCheckpoint(), channel_values } })?.checkpoint
    .channel_values;

const escalation = { code: 'review', reason: 'it is large', proposal: null, verdict: null };
const session = { ...EMPTY_SESSION, customer_id: 'c1' };
const end = { status: 'executed', result: 1 };

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

test("today's checkpoint, and one of a thread that has said nothing, are read as they are", () => {
  const today = { messages: [], thread: NEW_THREAD, turn: newTurn(undefined) };
  expect(read(today)).toBe(today);
  expect(read({})).toEqual({});
  expect(readEarlier(undefined)).toBeUndefined();
});
