import type { FlowEnd } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { type Goals, withFlow } from '../../core/goal.ts';
import type { Session } from '../../core/session.ts';
import { type NodeState, type Pending, type Spoken, spokenText } from '../../core/state.ts';
import type { EndedGoal } from '../../core/turn.ts';
import type { ActWrites } from './driver.ts';

/** One call of the driver: the goals and texts so far, and what ends the call. */
export interface FlowWork {
  session: Session;
  goals: Goals;
  recent: readonly string[];
  spoken: Spoken[];
  goalEnds: EndedGoal[];
  outcome: FlowEnd;
}

/** The update of a call of the driver. */
export type FlowUpdate = Partial<Pick<NodeState, ActWrites>>;

/** Keeps the memory of the current goal. */
export function put(work: FlowWork, frame: FlowFrame): null {
  work.goals = withFlow(work.goals, frame);
  return null;
}

/** Says a declared sentence. */
export function say(work: FlowWork, text: string): void {
  work.spoken.push({ text, citations: [], grounds: [text] });
}

/** Ends the call with a question. */
export function asked(work: FlowWork, question: string, lines: string, pending: Pending): FlowUpdate {
  work.spoken.push({ text: `${question}${lines}`, citations: [], grounds: [question, lines] });
  return { ...left(work), pending, draft: { ...join(work.spoken), outcome: 'asked', by: 'flow' } };
}

/** Ends the call with what was said. */
export function finish(work: FlowWork): FlowUpdate {
  return { ...left(work), draft: { ...join(work.spoken), outcome: work.outcome, by: 'flow' } };
}

/** The update of every call of the driver. */
export function left(work: FlowWork): FlowUpdate {
  return {
    session: work.session,
    goals: work.goals,
    recent: work.recent,
    spoken: work.spoken,
    goalEnds: work.goalEnds,
    lastAction: null,
    proposal: null,
    pending: null,
  };
}

function join(spoken: readonly Spoken[]): Spoken {
  return {
    text: spokenText(spoken),
    citations: spoken.flatMap(({ citations }) => citations),
    grounds: spoken.flatMap(({ grounds }) => grounds),
  };
}
