import { actionHash, type ProposedAction } from '../../core/action.ts';
import type { RecordedAction } from '../../core/ports/recorded-actions.ts';
import { asRuled, type Decision, type Reason, revised, type Verdict } from '../../core/verdict.ts';
import { judge } from '../judge/judge.ts';
import { type RejudgementWorld, recordedFacts } from './backtest-facts.ts';

/** What a recorded verdict would be under other rules; `unknown` where that rests on what nobody recorded. */
export type NewDecision = Decision | 'unknown';

/** One recorded action and what the rules of the working tree make of it. */
export interface Rejudgement {
  readonly recorded: RecordedAction;
  readonly from: Decision;
  readonly to: NewDecision;
  /** The same verdict on the same action. */
  readonly same: boolean;
  readonly reasons: readonly Reason[];
  /** The rules that make the difference, by name. */
  readonly rules: readonly string[];
  /** The facts for want of which it is unknown. */
  readonly unrecorded: readonly string[];
}

/**
 * Judges a recorded action again, as it was proposed, with the yes and the approval that counted then.
 *
 * What rules make of it has that consent only if it is the very action that consent was given to. An action that
 * a person edited is judged as edited, and one of a record that does not say what it was proposed as, as recorded.
 * A denial by what is known stands whatever is not known; everything else that rests on it is `unknown`.
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

/** Judges an action over the facts of a recorded verdict; the consent given then is for the action recorded then. */
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

/** The judgement of a changed action, with the reasons of the rules that changed it. */
function withReasons(judgement: Verdict, { modified }: Verdict): Verdict {
  const reasons = [...judgement.reasons, ...(modified?.reasons ?? [])];
  return revised(judgement, { reasons, ...(modified ? { modified } : {}) });
}

/** An action that runs as a rule changed it is `modify`, whatever it was allowed as in the end. */
const ranAs = ({ decision, modified }: Pick<Verdict, 'decision' | 'modified'>): Decision =>
  decision === 'allow' && modified ? 'modify' : decision;

/** What counted then; where that was not written down, it shows in what the reasons did not stop. */
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

/** A rule that might have changed the action leaves even a denial open. */
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
