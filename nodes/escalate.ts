import { actionHash, type Proposal } from '../core/action.ts';
import { type EscalationRequest, UNEXPLAINED } from '../core/escalation.ts';
import { answered, approve, currentGoal, lapse, newestGoal } from '../core/goal.ts';
import type { Node } from '../core/node.ts';
import type { PersonDecision } from '../core/ports/escalation-log.ts';
import type { Draft, NodeState } from '../core/state.ts';

import { type SignalReads, turnSignals } from './turn-signals.ts';

/** Suspends the run until a person has decided. */
export type AskPerson = (request: EscalationRequest) => PersonDecision;

type Reads = SignalReads | 'turn_id' | 'proposals' | 'escalation' | 'goals' | 'reply';
type Writes =
  | 'escalation'
  | 'proposal'
  | 'verdict'
  | 'confirmed'
  | 'lastAction'
  | 'draft'
  | 'reading'
  | 'proposals'
  | 'pending'
  | 'denials'
  | 'frustration'
  | 'goals';

/**
 * Hands the turn to a person and applies their decision.
 *
 * The graph replays this node from its first line on resume, so there must be no side effect before `askPerson`. An
 * approval discharges `review` for exactly the shown action. An approved or edited action is judged again.
 */
export function escalate({
  askPerson,
  lookedAt,
}: {
  readonly askPerson: AskPerson;
  /** For the customer, when the person has decided and says nothing. */
  readonly lookedAt: string;
}): Node<'escalate', Reads, Writes> {
  return async function escalateToPerson(state, run) {
    const request = state.escalation ?? UNEXPLAINED;
    const decision = askPerson(request);
    run.note({
      confidence: 1,
      detail: {
        code: request.code,
        decision: decision.decision,
        by: decision.by.id,
        signals: { ...turnSignals(state) },
      },
    });
    const update = {
      escalation: null,
      denials: 0,
      frustration: 0,
      reading: 'resumed' as const,
      pending: null,
    };
    return { ...update, ...takeIn(decision, request, state, lookedAt) };
  };
}

function takeIn(
  decision: PersonDecision,
  { proposal }: EscalationRequest,
  state: Pick<NodeState, Reads>,
  lookedAt: string,
): Partial<Pick<NodeState, Writes>> {
  switch (decision.decision) {
    case 'approve':
      return proposal ? judgeAgain(proposal, state) : answer(lookedAt, state);
    case 'edit':
      return proposal
        ? judgeAgain(edited(proposal, decision.arguments, state), state, 1)
        : answer(decision.note ?? lookedAt, state);
    case 'reject': {
      if (!proposal) return answer(decision.note, state);
      const reason = {
        origin: 'person' as const,
        rule: 'person',
        decision: 'deny' as const,
        code: 'rejected_by_person',
        tell: decision.note,
        detail: `${decision.by.id} rejected it: ${decision.note}`,
      };
      return {
        proposal: null,
        verdict: null,
        confirmed: null,
        goals: lapse(state.goals),
        lastAction: { proposal, status: 'denied', result: null, reasons: [reason] },
      };
    }
    case 'answer':
      return answer(decision.text, state);
  }
}

function judgeAgain(
  proposal: Proposal,
  { turn_id, proposals, goals }: Pick<NodeState, Reads>,
  proposed = 0,
): Partial<Pick<NodeState, Writes>> {
  const approved = actionHash(proposal.action);
  const goal = proposal.call_id === null ? currentGoal(goals) : newestGoal(goals);
  return {
    proposal,
    verdict: null,
    goals: approve(goals, goal, approved, turn_id),
    proposals: proposals + proposed,
  };
}

function edited(
  proposal: Proposal,
  args: Proposal['action']['arguments'],
  { turn_id, proposals }: Pick<NodeState, Reads>,
): Proposal {
  const { modified: _, ...asProposed } = proposal;
  return {
    ...asProposed,
    action_id: `${turn_id}.a${proposals + 1}`,
    action: { ...proposal.action, arguments: args },
    by: 'person',
    problem: null,
  };
}

/**
 * Ends all flows after a person's answer. The active intents stay, so that a model can continue with the customer's
 * next message.
 */
function answer(
  text: string,
  { goals }: Pick<NodeState, Reads>,
): Partial<Pick<NodeState, Writes>> & { readonly draft: Draft } {
  return {
    proposal: null,
    confirmed: null,
    goals: answered(goals),
    draft: { text, citations: [], grounds: [text], outcome: 'answered', by: 'person' },
  };
}
