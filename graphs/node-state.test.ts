import { expect, test } from 'vitest';
import { type AgentState, NEW_THREAD, newTurn } from '../core/state.ts';
import { flatState, nestedUpdate } from './node-state.ts';

const state: AgentState = {
  messages: [{ id: 't1', type: 'human', content: 'hello' }],
  thread: { ...NEW_THREAD, frustration: 1 },
  turn: { ...newTurn({ id: 't1', content: 'hello' }), denials: 2 },
};

test('nodes see messages, thread and turn as one', () => {
  expect(flatState(state)).toEqual({ messages: state.messages, ...state.thread, ...state.turn });
});

test('a field that was not written yet has its initial value', () => {
  const { frustration: _, ...thread } = state.thread;
  const earlier = { ...state, thread } as AgentState;
  expect(flatState(earlier).frustration).toBe(0);
});

test('an update changes the value that its keys are in, and leaves the others alone', () => {
  expect(nestedUpdate(state, { denials: 3 })).toEqual({ turn: { ...state.turn, denials: 3 } });
  expect(nestedUpdate(state, { frustration: 0, text: 'x' })).toEqual({
    thread: { ...state.thread, frustration: 0 },
    turn: { ...state.turn, text: 'x' },
  });
  expect(nestedUpdate(state, { messages: [] })).toEqual({ messages: [] });
});

test('every key is written back to where it came from', () => {
  expect(nestedUpdate(state, flatState(state))).toEqual(state);
});
