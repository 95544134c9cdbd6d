import { actionHash, type Modified, type Proposal } from '../../core/action.ts';
import { approvals, currentGoal, newestGoal } from '../../core/goal.ts';
import type { RunContext } from '../../core/node.ts';
import type { ActionLog, ActionRow } from '../../core/ports/action-log.ts';
import type { HistoryEntry, Judge, WindowReading } from '../../core/ports/judge.ts';
import { sessionFacts } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import type { ByTenant } from '../../core/tenant.ts';
import { canonicalJson } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { type Reason, revised, type Verdict, verdictOn } from '../../core/verdict.ts';
import type { GateSays } from './engine-checks.ts';

export interface JudgePorts {
  readonly judge: Judge;
  readonly actions: ByTenant<ActionLog>;
}

export interface JudgeOptions {
  readonly identityAs: string;
  readonly says: Pick<GateSays, 'judged'>;
}

/** A run of a node that judges, and notes the verdict. */
export type JudgingRun = RunContext<'validate'> | RunContext<'execute'>;

/** The number of judgements of one proposal before a person is called. */
const ATTEMPTS = 3;

type RecordState = Pick<NodeState, 'turn_id' | 'goals'>;
type JudgeState = RecordState & Pick<NodeState, 'session' | 'confirmed'>;

export interface Judged {
  /** The proposal with the judged action, which a rule may have modified. */
  readonly proposal: Proposal;
  readonly verdict: Verdict;
}

/**
 * Judges a proposal under the newest policy and records the verdict.
 *
 * A yes or an approval counts only for exactly the action that would run. A modified action is judged again with its
 * own consent. Consent lapses if a record has changed since. If a window has changed before the verdict is recorded,
 * the proposal is judged again; after too many attempts a person decides.
 */
export async function judgeProposal(
  proposal: Proposal,
  state: JudgeState,
  { identityAs, says }: JudgeOptions,
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
  return record(proposal, unsettled(proposal, ports.judge.version(), says, run.now), state, ports, run);
}

/** The proposal after a verdict. The change of rules stays with it, also after a yes or an approval. */
export function asJudged(proposal: Proposal, { action, modified }: Verdict): Proposal {
  return { ...proposal, action, ...(modified ? { modified } : {}) };
}

interface Basis {
  readonly judge: Judge;
  readonly actions: ActionLog;
  readonly history: readonly HistoryEntry[];
  /** Receives the windows that the verdict is based on. */
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
 * The action that got the consent: the proposal itself or, if it is proposed again after a question in between, the
 * one that was shown or reviewed before.
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

/** True if a record of both verdicts has changed, so that consent lapses. */
function recordsDiffer({ facts: before }: Verdict, { facts: now }: Verdict): boolean {
  return Object.entries(before).some(([name, value]) => {
    const isRecord = typeof value === 'object';
    const current = own(now, name);
    return isRecord && current !== undefined && canonicalJson(value) !== canonicalJson(current);
  });
}

function unsettled({ action }: Proposal, version: string, says: JudgeOptions['says'], now: Date): Verdict {
  const detail = "other actions of the customer kept changing what this one's limits rest on";
  const reason: Reason = {
    origin: 'engine',
    rule: 'engine:window',
    decision: 'review',
    code: 'window_moved',
    tell: says.judged.unsettled,
    detail,
  };
  return verdictOn(action, { decision: 'review', reasons: [reason], policy_version: version, now });
}

/** Adds the earlier and present changes of rules to the verdict. */
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

/** Records a verdict. False if a window has changed meanwhile; nothing is recorded then. */
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
    intent: (proposal.call_id === null ? currentGoal : newestGoal)(state.goals)?.intent ?? null,
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
