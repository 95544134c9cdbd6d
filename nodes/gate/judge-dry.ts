import type { Proposal } from '../../core/action.ts';
import { currentFlow } from '../../core/goal.ts';
import type { RunContext } from '../../core/node.ts';
import { type Session, sessionFacts } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { type Reason, toldDenials, type Verdict } from '../../core/verdict.ts';
import type { JudgePorts } from './judge-proposal.ts';
import type { VerdictUpdate } from './settle-verdict.ts';

type DryState = Pick<NodeState, 'session' | 'goals' | 'denials'>;

/**
 * Judges an action of which some arguments are not known yet. Neither a yes nor an approval counts.
 *
 * The session holds only what the customer said for this goal: a reason given for another one decides nothing.
 */
export async function judgeDry(
  { action, action_id }: Proposal,
  state: DryState,
  identityAs: string,
  ports: JudgePorts,
  run: RunContext<'validate'>,
): Promise<Verdict> {
  const actions = ports.actions(run.tenant);
  return ports.judge.judge({
    action,
    session: sessionFacts(saidForGoal(state), identityAs, false),
    approved: false,
    partial: true,
    history: await actions.history(run.thread_id),
    window: (query) => actions.window({ thread_id: run.thread_id, action_id }, query),
    now: run.now,
    signal: run.signal,
  });
}

function saidForGoal({ session, goals }: DryState): Session {
  const slots = currentFlow(goals)?.slots;
  const said = Object.entries(session.slots).filter(([name]) => own(slots, name) !== undefined);
  return { ...session, slots: Object.fromEntries(said) };
}

/** Hands a verdict back to the flow. It is noted in the step; no action is recorded, shown or left to run. */
export function settleDry(
  proposal: Proposal,
  verdict: Pick<Verdict, 'reasons' | 'micros'>,
  { denials }: DryState,
  run: RunContext<'validate'>,
): Partial<VerdictUpdate> {
  const reasons = sureDenials(verdict.reasons).filter(
    ({ code, about }) => about === 'identity' || (proposal.only?.includes(code) ?? true),
  );
  const denied = reasons.length > 0;
  run.note({
    detail: {
      action: proposal.action.name,
      dry: true,
      ...(denied ? { decision: 'deny' as const } : {}),
      rules: [...new Set(reasons.map(({ rule }) => rule))].sort(),
      codes: [...new Set(reasons.map(({ code }) => code))],
      micros: verdict.micros,
    },
  });
  return {
    proposal: null,
    verdict: null,
    denials: denied ? denials + 1 : denials,
    lastAction: { proposal, status: denied ? 'denied' : 'judged', result: null, reasons },
  };
}

/** The denials to tell. None while it is open whose record it is: a reason would tell what is in it. */
function sureDenials(reasons: readonly Reason[]): readonly Reason[] {
  const told = toldDenials(reasons);
  const open = reasons.some(({ about, decision }) => about === 'identity' && decision === 'review');
  return open && told.every(({ about }) => about !== 'identity') ? [] : told;
}
