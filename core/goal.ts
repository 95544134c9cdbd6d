import type { FlowFrame } from './flow-memory.ts';
import { MAX_ACTIVE_INTENTS, UNKNOWN_INTENT } from './intent.ts';

/** One thing that the customer wants, with all that belongs to it. */
export interface Goal {
  /** `unknown`: an action that belongs to no declared intent. Two goals of a thread may have the same intent. */
  readonly intent: string;
  /** The turn in which the customer last named it. */
  readonly since_turn: string;
  /** The memory of its flow. Null when no flow is under way for it: a model acts, or a person has answered. */
  readonly flow: FlowFrame | null;
  /** Hash of its action that a person approved. Execution uses it up; it lapses when another goal begins. */
  readonly approved: string | null;
  /** True of a guess for a model: the message may mean it. It makes room for any other. */
  readonly likely?: true;
  /** True if a model has changed something for it. It makes room for another that is under way. */
  readonly done?: true;
}

/** A thread's goals, the one that is worked on last. Of one message the first wish comes after the others. */
export type Goals = readonly Goal[];

/** The largest number of goals of a thread. A person is called for more. */
export const MAX_GOALS = 10;

/** The largest number of remembered references of ended goals. */
export const MOST_RECENT = 5;

/** The goals whose tools are open: the last ones, of at most `MAX_ACTIVE_INTENTS` intents. The others wait. */
export function activeGoals(goals: Goals): Goals {
  const named = goals.filter(({ intent }) => intent !== UNKNOWN_INTENT);
  const active = new Set(
    [...new Set(named.toReversed().map(({ intent }) => intent))].slice(0, MAX_ACTIVE_INTENTS),
  );
  return asNamed(named.filter(({ intent }) => active.has(intent)));
}

/** The goals that have an intent, in the order in which the customer named them. Applied twice it changes nothing. */
export function asNamed(goals: Goals): Goals {
  const named = goals.filter(({ intent }) => intent !== UNKNOWN_INTENT);
  const turns = [...new Set(named.map(({ since_turn }) => since_turn))];
  return turns.flatMap((turn) => named.filter(({ since_turn }) => since_turn === turn).toReversed());
}

/** The goal that the customer named last. */
export const newestGoal = (goals: Goals): Goal | undefined => asNamed(goals).at(-1);

/** The goal whose flow acts: a flow that another one interrupted waits until that has ended. */
export const currentGoal = (goals: Goals): Goal | undefined => goals.findLast(({ flow }) => flow !== null);

/** The memory of the flow that acts. */
export const currentFlow = (goals: Goals): FlowFrame | undefined => currentGoal(goals)?.flow ?? undefined;

/** Memories of all flows under way, that of the one that acts last. */
export const flowsOf = (goals: Goals): readonly FlowFrame[] => goals.flatMap(({ flow }) => flow ?? []);

/** Replaces the memory of the flow that acts; null ends the flow, and its goal stays. */
export function withFlow(goals: Goals, flow: FlowFrame | null): Goals {
  const current = currentGoal(goals);
  return goals.map((goal) => (goal === current ? { ...goal, flow } : goal));
}

/** Ends the goal whose flow acts. */
export function withoutCurrent(goals: Goals): Goals {
  const current = currentGoal(goals);
  return goals.filter((goal) => goal !== current);
}

/** Records a person's approval with the goal that it belongs to. */
export function approve(goals: Goals, goal: Goal | undefined, approved: string, since_turn: string): Goals {
  if (goal) return goals.map((each) => (each === goal ? { ...each, approved } : each));
  return [...lapse(goals), { intent: UNKNOWN_INTENT, since_turn, flow: null, approved }];
}

/** Hashes of the actions that a person approved. */
export const approvals = (goals: Goals): readonly string[] => goals.flatMap(({ approved }) => approved ?? []);

/** The goals without approvals. */
export function lapse(goals: Goals): Goals {
  const named = goals.filter(({ intent }) => intent !== UNKNOWN_INTENT);
  return named.map((goal) => ({ ...goal, approved: null }));
}

/** The goals as a person's answer leaves them: no flow goes on, and nothing is approved. */
export const answered = (goals: Goals): Goals => lapse(goals).map((goal) => ({ ...goal, flow: null }));
