import { actionHash, type Modified, type Proposal } from '../../core/action.ts';
import { approvals, newestGoal } from '../../core/goal.ts';
import type { RunContext } from '../../core/node.ts';
import type { ActionLog, ActionRow } from '../../core/ports/action-log.ts';
import type { HistoryEntry, Judge, WindowReading } from '../../core/ports/judge.ts';
import { sessionFacts } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import type { ByTenant } from '../../core/tenant.ts';
import { canonicalJson } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { type Reason, revised, type Verdict, verdictOn } from '../../core/verdict.ts';

export interface JudgePorts {
  readonly judge: Judge;
  readonly actions: ByTenant<ActionLog>;
}

/** A run of a node that judges, and notes the verdict. */
export type JudgingRun = RunContext<'validate'> | RunContext<'execute'>;

/** Judgements of one proposal before a person is called. */
const ATTEMPTS = 3;

type RecordState = Pick<NodeState, 'turn_id' | 'goals'>;
type JudgeState = RecordState & Pick<NodeState, 'session' | 'confirmed'>;

export interface Judged {
  /** With the action as judged: a rule may have modified it. */
  readonly proposal: Proposal;
  readonly verdict: Verdict;
}

/**
 * Judges a proposal under the newest policy and records the verdict.
 *
 * A yes or an approval counts only for exactly the action that would run: one that a rule modified is
 * judged again with the consent that it has itself. It counts no more once a record is another than the one
 * it was given to. What a verdict rests on over a window is still so when
 * it is recorded, or the proposal is judged again; when that does not come to an end, a person decides.
 */
export async function judgeProposal(
  proposal: Proposal,
  state: JudgeState,
  identityAs: string,
  ports: JudgePorts,
  run: JudgingRun,
): Promise<Judged> {
  const actions = ports.actions(run.tenant);
  const history = await actions.history(run.thread_id);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const windows: WindowReading[] = [];
    const verdict = await judgeOnce(
      proposal,
      state,
      identityAs,
      { judge: ports.judge, actions, history, windows },
      run,
    );
    const judged = { proposal: asJudged(proposal, verdict), verdict };
    if (await recorded(judged, state, actions, run, windows)) return judged;
  }
  return record(proposal, unsettled(proposal, ports.judge.version(), run.now), state, ports, run);
}

/** A proposal as a verdict leaves it: what rules changed in it stays with it, through a yes and an approval. */
export function asJudged(proposal: Proposal, { action, modified }: Verdict): Proposal {
  return { ...proposal, action, ...(modified ? { modified } : {}) };
}

interface Basis {
  readonly judge: Judge;
  readonly actions: ActionLog;
  readonly history: readonly HistoryEntry[];
  /** Gets what the verdict rests on beyond its facts' own values. */
  readonly windows: WindowReading[];
}

async function judgeOnce(
  proposal: Proposal,
  state: JudgeState,
  identityAs: string,
  { judge, actions, history, windows }: Basis,
  run: JudgingRun,
): Promise<Verdict> {
  const approved = approvals(state.goals);
  const before = await consentedTo(proposal, [state.confirmed ?? [], approved].flat(), actions, run);
  const judgeUnder = (action: Proposal['action'], confirmed: boolean, approved: boolean) =>
    judge.judge({
      action,
      session: sessionFacts(state.session, identityAs, confirmed),
      approved,
      history,
      window: async (query) => {
        const value = await actions.window(
          { thread_id: run.thread_id, action_id: proposal.action_id },
          query,
        );
        windows.push({ ...query, value });
        return value;
      },
      now: run.now,
      signal: run.signal,
    });
  const judgeAction = async (action: Proposal['action']) => {
    const hash = actionHash(action);
    const [isConfirmed, isApproved] = [state.confirmed === hash, approved.includes(hash)];
    const verdict = await judgeUnder(action, isConfirmed, isApproved);
    const outdated = (isConfirmed || isApproved) && before && recordsDiffer(before.verdict, verdict);
    return outdated ? judgeUnder(action, false, false) : verdict;
  };
  const first = await judgeAction(proposal.action);
  const mayGoOn = approved.includes(actionHash(first.action));
  const stopped = first.decision === 'deny' || (first.decision === 'review' && !mayGoOn);
  const verdict = !first.modified || stopped ? first : await judgeAction(first.action);
  return withModified(verdict, proposal.modified, first.modified);
}

/**
 * The action that a yes or an approval was given to: the proposal itself, or, where it is proposed anew after
 * a question in between, the one that was shown or reviewed before it.
 */
async function consentedTo(
  { action_id }: Proposal,
  given: readonly string[],
  actions: ActionLog,
  { thread_id }: RunContext,
): Promise<ActionRow | undefined> {
  if (given.length === 0) return undefined;
  const [own] = await actions.list({ thread_id, action_id });
  if (own) return own;
  return (await actions.list({ thread_id })).findLast(
    ({ status, verdict }) =>
      (status === 'confirm' || status === 'review') && given.includes(actionHash(verdict.action)),
  );
}

/** What a yes or an approval was given to has changed: a record that both verdicts rest on is another now. */
function recordsDiffer({ facts: before }: Verdict, { facts: now }: Verdict): boolean {
  return Object.entries(before).some(([name, value]) => {
    const isRecord = typeof value === 'object';
    const current = own(now, name);
    return isRecord && current !== undefined && canonicalJson(value) !== canonicalJson(current);
  });
}

function unsettled({ action }: Proposal, version: string, now: Date): Verdict {
  const detail = "other actions of the customer kept changing what this one's limits rest on";
  const reason: Reason = {
    origin: 'engine',
    rule: 'engine:window',
    decision: 'review',
    code: 'window_moved',
    tell: 'A colleague has to look at this first.',
    detail,
  };
  return verdictOn(action, { decision: 'review', reasons: [reason], policy_version: version, now });
}

/** What rules changed, earlier and now, is on record with the verdict on what came of it. */
function withModified(verdict: Verdict, earlier?: Modified, now?: Modified): Verdict {
  const from = earlier?.from ?? now?.from;
  if (from === undefined) return verdict;
  const changing = [...(earlier?.reasons ?? []), ...(now?.reasons ?? [])];
  const reasons = [...new Map(changing.map((reason) => [reason.rule, reason])).values()];
  const kept = reasons.filter(({ rule }) => !verdict.rules.includes(rule));
  return revised(verdict, { reasons: [...verdict.reasons, ...kept], modified: { from, reasons } });
}

/** Records a verdict that the engine itself gives. */
export async function record(
  proposal: Proposal,
  verdict: Verdict,
  state: RecordState,
  { actions }: Pick<JudgePorts, 'actions'>,
  run: JudgingRun,
): Promise<Judged> {
  await recorded({ proposal, verdict }, state, actions(run.tenant), run, []);
  return { proposal, verdict };
}

/** False when a window has moved meanwhile: then nothing is recorded. */
async function recorded(
  { proposal, verdict }: Judged,
  state: RecordState,
  actions: ActionLog,
  run: JudgingRun,
  windows: readonly WindowReading[],
): Promise<boolean> {
  const stands = await actions.judged({
    thread_id: run.thread_id,
    turn_id: state.turn_id,
    intent: newestGoal(state.goals)?.intent ?? null,
    proposal,
    verdict,
    windows,
    at: run.now.toISOString(),
  });
  if (!stands) return false;
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
  return true;
}
