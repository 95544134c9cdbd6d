import { actionHash, type ProposedAction } from '../../core/action.ts';
import type { RecordedAction } from '../../core/ports/recorded-actions.ts';
import { asRuled, type Decision, type Reason, revised, type Verdict } from '../../core/verdict.ts';
import { judge } from '../judge/judge.ts';
import { type RejudgementWorld, recordedFacts } from './backtest-facts.ts';

/** The decision under other rules; `unknown` if it depends on a fact that was not recorded. */
export type NewDecision = Decision | 'unknown';

/** One recorded action with its verdict under the rules of the working tree. */
export interface Rejudgement {
  readonly recorded: RecordedAction;
  readonly from: Decision;
  readonly to: NewDecision;
  /** True if decision and action are unchanged. */
  readonly same: boolean;
  readonly reasons: readonly Reason[];
  /** Names of the rules that cause the difference. */
  readonly rules: readonly string[];
  /** The unrecorded facts that make the decision unknown. */
  readonly unrecorded: readonly string[];
}

/**
 * Judges a recorded action again as it was proposed, with the yes and the approval of that time.
 *
 * The consent counts only if today's rules lead to the recorded action. An action that a person edited is
 * judged as edited. Without recorded proposed arguments it is judged as recorded. A denial by known facts holds;
 * any other decision that depends on an unrecorded fact is `unknown`.
 */
export async function judgeAgain(recorded: RecordedAction, world: RejudgementWorld): Promise<Rejudgement> {
  const verdict = asRuled(recorded.verdict);
  const unrecorded = new Set<string>();
  const judgeOf = judgeFor(verdict, world, unrecorded);
  const { modified } = verdict;
  const first = await judgeOf(modified ? { ...verdict.action, arguments: modified.from } : verdict.action);
  const again = first.modified && isSame(first.action, verdict.action) && isOpen(first);
  const judgement = again ? withReasons(await judgeOf(verdict.action), first) : first;
  const open = judgement.reasons.filter(({ code }) => code === 'fact_unrecorded');
  const unknown = isUnknown(judgement, open, world);
  const [from, to] = [ranAs(verdict), ranAs(judgement)];
  return {
    recorded,
    from,
    to: unknown ? 'unknown' : to,
    same: !unknown && from === to && (to === 'deny' || isSame(judgement.action, verdict.action)),
    reasons: judgement.reasons,
    rules: unknown
      ? namesOf(open)
      : difference({ ...verdict, decision: from }, { ...judgement, decision: to }),
    unrecorded: unknown ? [...unrecorded] : [],
  };
}

/** Judges an action by a verdict's recorded facts. The recorded consent counts for the recorded action only. */
function judgeFor(verdict: Verdict, world: RejudgementWorld, unrecorded: Set<string>) {
  return (action: ProposedAction): Promise<Verdict> =>
    judge({
      action,
      ...(isSame(action, verdict.action) ? consentOf(verdict) : { approved: false, confirmed: false }),
      policy: world.policy,
      now: new Date(verdict.now),
      facts: async (question) => {
        const names = world.policy.tools.get(question.action.name)?.facts ?? [];
        const read = await recordedFacts(names, question, verdict, world);
        for (const name of read.unrecorded) unrecorded.add(name);
        return read.values;
      },
    });
}

const isSame = (one: ProposedAction, other: ProposedAction) => actionHash(one) === actionHash(other);

const isOpen = ({ decision }: Verdict) => decision !== 'deny';

/** Adds the reasons of the rules that changed the action. */
function withReasons(judgement: Verdict, { modified }: Verdict): Verdict {
  const reasons = [...judgement.reasons, ...(modified?.reasons ?? [])];
  return revised(judgement, { reasons, ...(modified ? { modified } : {}) });
}

/** The decision to compare: `modify` for an action that runs as a rule changed it. */
const ranAs = ({ decision, modified }: Pick<Verdict, 'decision' | 'modified'>): Decision =>
  decision === 'allow' && modified ? 'modify' : decision;

/** The recorded consent. In records without a basis it follows from reasons that did not stop the action. */
function consentOf({ basis, decision, reasons }: Verdict) {
  const discharged = (kind: Decision) =>
    decision !== 'deny' && decision !== kind && reasons.some((reason) => reason.decision === kind);
  return basis === undefined
    ? {
        approved: discharged('review'),
        confirmed: decision !== 'review' && discharged('confirm'),
      }
    : { approved: basis.approved, confirmed: basis.session['user_confirmed'] === true };
}

/** True if the decision is unknown. An undecided rule that might change the action makes even a denial unknown. */
function isUnknown(
  { decision, action }: Verdict,
  open: readonly Reason[],
  { policy }: RejudgementWorld,
): boolean {
  if (open.length === 0) return false;
  const rules = policy.tools.get(action.name)?.rules ?? [];
  const kinds = new Map(rules.map(({ name, event }) => [name, event.type]));
  return decision !== 'deny' || open.some(({ rule }) => kinds.get(rule) === 'modify');
}

function difference(verdict: Verdict, judgement: Verdict): readonly string[] {
  const missingFrom = (others: readonly Reason[]) => (reason: Reason) =>
    others.every(({ rule, decision }) => rule !== reason.rule || decision !== reason.decision);
  const gone = verdict.reasons.filter(missingFrom(judgement.reasons));
  const come = judgement.reasons.filter(missingFrom(verdict.reasons));
  const deciding = [
    ...gone.filter(({ decision }) => decision === verdict.decision),
    ...come.filter(({ decision }) => decision === judgement.decision),
  ];
  return namesOf(deciding.length > 0 ? deciding : [...gone, ...come]);
}

const namesOf = (reasons: readonly Reason[]): readonly string[] =>
  [...new Set(reasons.map(({ rule }) => rule))].sort();
