import { actionHash, type Proposal } from '../core/action.ts';
import type { RunContext } from '../core/node.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { ActionLog } from '../core/ports/ledger.ts';
import { sessionFacts } from '../core/session.ts';
import type { AgentState } from '../core/state.ts';
import type { Verdict } from '../core/verdict.ts';

export interface JudgePorts {
  readonly judge: Judge;
  readonly actions: ActionLog;
}

type State = Pick<AgentState, 'turn' | 'session' | 'consent' | 'intents'>;

export interface Judged {
  /** With the action as judged: a rule may have modified it. */
  readonly proposal: Proposal;
  readonly verdict: Verdict;
}

/**
 * Judges a proposal under the newest policy and records the verdict.
 *
 * A yes or an approval counts only for exactly the action that would run: one that a rule modified is
 * judged again with the consent that it has itself.
 */
export async function judgeProposal(
  proposal: Proposal,
  state: State,
  identityAs: string,
  { judge, actions }: JudgePorts,
  run: RunContext,
): Promise<Judged> {
  const history = await actions.history(run.thread_id);
  const judgeAction = (action: Proposal['action']) => {
    const hash = actionHash(action);
    return judge.judge({
      action,
      session: sessionFacts(state.session, identityAs, state.consent.confirmed === hash),
      approved: state.consent.approved === hash,
      history,
      now: run.now,
      signal: run.signal,
    });
  };
  const first = await judgeAction(proposal.action);
  const modified = actionHash(first.action) !== actionHash(proposal.action);
  const settled = !modified || first.decision === 'deny' || first.decision === 'review';
  const verdict = settled ? first : withModification(await judgeAction(first.action), first);
  return record({ ...proposal, action: verdict.action }, verdict, state, actions, run);
}

function withModification(verdict: Verdict, { reasons }: Verdict): Verdict {
  const modifying = reasons.filter(({ decision }) => decision === 'modify');
  return {
    ...verdict,
    rules: [...new Set([...verdict.rules, ...modifying.map(({ rule }) => rule)])].sort(),
    codes: [...new Set([...verdict.codes, ...modifying.map(({ code }) => code)])],
    reasons: [...verdict.reasons, ...modifying],
  };
}

/** Records a verdict that the engine itself gives, before any rule is asked. */
export async function record(
  proposal: Proposal,
  verdict: Verdict,
  state: State,
  actions: ActionLog,
  run: RunContext,
): Promise<Judged> {
  const intent = state.intents.at(-1)?.name ?? null;
  await actions.judged({
    thread_id: run.thread_id,
    turn_id: state.turn.turn_id,
    intent,
    proposal,
    verdict,
    at: run.now.toISOString(),
  });
  run.note({
    detail: {
      action_id: proposal.action_id,
      action: proposal.action.name,
      decision: verdict.decision,
      rules: verdict.rules,
      codes: verdict.codes,
      micros: verdict.micros,
    },
  });
  return { proposal, verdict };
}
