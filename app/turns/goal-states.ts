import type { AgentDeclaration } from '../../config/read/project.ts';
import { asNamed, currentGoal, type Goal, type Goals } from '../../core/goal.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import type { TurnState } from '../../core/state.ts';
import type { GoalState, TurnGoal } from '../../core/turn.ts';

export interface GoalsAtRest {
  /** The goals before the turn, and those after it. */
  readonly before: Goals;
  readonly after: Goals;
  /** Null if nothing ran. */
  readonly turn: Pick<TurnState, 'turn_id' | 'reading' | 'intent' | 'outcome' | 'goalEnds'> | null;
  /** True if a person has the thread. */
  readonly escalated: boolean;
  readonly declared: Pick<AgentDeclaration, 'config'>;
}

/** The goals of a thread at the end of a turn: those that ended in it, then those under way in the order they were named. */
export function goalStates({ before, after, turn, escalated, declared }: GoalsAtRest): readonly TurnGoal[] {
  const byFlow = flowIntents(declared);
  const held = escalated ? after.findLast(({ intent }) => intent !== UNKNOWN_INTENT) : undefined;
  const isOpen = (goal: Goal) => goal === held || goal.flow !== null || !byFlow.has(goal.intent);
  const open = asNamed(after).filter(isOpen);
  const current = held ?? currentGoal(after.filter(isOpen)) ?? open.at(-1);
  const state = (goal: Goal): GoalState => (goal === current ? (escalated ? 'person' : 'active') : 'waiting');
  return [
    ...withEnds(endedIntents(asNamed(before).filter(wasOpen), begunBy(turn), open), turn),
    ...open.map((goal) => ({ intent: goal.intent, state: state(goal) })),
  ];

  // A goal that a person had has no flow any more; it ends with their answer.
  function wasOpen(goal: Goal): boolean {
    return (
      goal.flow !== null ||
      !byFlow.has(goal.intent) ||
      (turn?.reading === 'resumed' && goal === before.at(-1))
    );
  }
}

/** The intents with a declared flow. A goal of theirs is under way as long as its flow is. */
const flowIntents = ({ config }: GoalsAtRest['declared']): ReadonlySet<string> =>
  new Set(config.intents.options.flatMap(({ name, flow }) => (flow === undefined ? [] : [name])));

interface Named {
  readonly intent: string;
}

/** Intents of goals that are open no more, `begun` in this turn or before: of two with one intent, one may have ended. */
function endedIntents(
  before: readonly Named[],
  begun: readonly Named[],
  open: readonly Named[],
): readonly string[] {
  const count = (goals: readonly Named[], name: string) =>
    goals.filter(({ intent }) => intent === name).length;
  return [...new Set([...before, ...begun].map(({ intent }) => intent))].flatMap((name) => {
    const known = Math.max(count(before, name), count(begun, name));
    return Array.from({ length: Math.max(0, known - count(open, name)) }, () => name);
  });
}

/** The intent that the message of this turn began. */
function begunBy(turn: GoalsAtRest['turn']): readonly Named[] {
  const name = turn?.reading === 'intent' ? turn.intent?.name : undefined;
  return name === undefined || name === UNKNOWN_INTENT ? [] : [{ intent: name }];
}

/** The ended goals: those whose flow ended, with its end, then others, which ended with the turn. */
function withEnds(intents: readonly string[], turn: GoalsAtRest['turn']): readonly TurnGoal[] {
  const ends = (turn?.goalEnds ?? []).filter(({ intent }) => intent !== UNKNOWN_INTENT);
  const others = [...intents];
  for (const { intent } of ends) {
    const at = others.indexOf(intent);
    if (at >= 0) others.splice(at, 1);
  }
  return [...ends, ...others.map((intent) => ({ intent, state: endOf(turn) }))];
}

function endOf(turn: GoalsAtRest['turn']): GoalState {
  if (turn?.reading === 'declined') return 'dropped';
  return turn?.outcome === 'refused' ? 'refused' : 'done';
}
