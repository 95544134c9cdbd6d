import { describe, expect, test } from 'vitest';
import { newFrame } from './flow-memory.ts';
import {
  answered,
  approvals,
  approve,
  asNamed,
  currentGoal,
  flowsOf,
  type Goal,
  lapse,
  newestGoal,
  withFlow,
  withoutCurrent,
} from './goal.ts';

const goal = (intent: string, since_turn: string, flow: string | null = null): Goal => ({
  intent,
  since_turn,
  flow: flow === null ? null : newFrame(flow, ''),
  approved: null,
});
const names = (goals: readonly Goal[]) => goals.map(({ intent }) => intent);

/** Two wishes of one message, cancelling before returning, and a model's goal named later. */
const goals = [
  goal('help', 't0', 'help'),
  goal('return', 't1', 'return'),
  goal('cancel', 't1', 'cancel'),
  goal('chat', 't2'),
];

describe('the order of goals', () => {
  test('is that of work: as named, the main point of a message comes before what else it asks', () => {
    expect(names(asNamed(goals))).toEqual(['help', 'cancel', 'return', 'chat']);
    expect(asNamed(asNamed(goals))).toEqual(goals);
    expect(newestGoal(goals)?.intent).toBe('chat');
    expect(newestGoal(goals.slice(0, 3))?.intent).toBe('return');
  });

  test('says whose flow acts, also under a goal of a model', () => {
    expect(currentGoal(goals)?.intent).toBe('cancel');
    expect(
      flowsOf(withFlow(goals, { ...newFrame('cancel', ''), said: ['k'] })).map(({ said }) => said),
    ).toEqual([[], [], ['k']]);
    expect(names(withoutCurrent(goals))).toEqual(['help', 'return', 'chat']);
    expect(currentGoal(withFlow(goals, null))?.intent).toBe('return');
  });
});

describe('an approval', () => {
  test('lies with its goal, beside those of others, until approvals lapse', () => {
    const one = approve(goals, goals[1], 'h1', 't3');
    const both = approve(one, one[3], 'h2', 't3');
    expect(approvals(both)).toEqual(['h1', 'h2']);
    expect(lapse(both)).toEqual(goals);
    expect(flowsOf(answered(both))).toEqual([]);
  });

  test('of an action without an intent lies with a goal that is none of the customer', () => {
    const approved = approve(goals, undefined, 'h', 't3');
    expect(approvals(approved)).toEqual(['h']);
    expect(asNamed(approved)).toEqual(asNamed(goals));
    expect(lapse(approved)).toEqual(goals);
  });
});
