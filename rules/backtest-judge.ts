import type { RecordedAction } from '../core/ports/recorded-actions.ts';
import type { Decision, Reason, Verdict } from '../core/verdict.ts';
import { type RetrialWorld, recordedFacts } from './backtest-facts.ts';
import { type Judgement, judge } from './judge.ts';

/** What a recorded verdict would be under other rules; `unknown` where that rests on what nobody recorded. */
export type NewDecision = Decision | 'unknown';

/** One recorded action and what the rules of the working tree make of it. */
export interface Retrial {
  readonly recorded: RecordedAction;
  readonly from: Decision;
  readonly to: NewDecision;
  readonly reasons: readonly Reason[];
  /** The rules that make the difference, by name. */
  readonly rules: readonly string[];
  /** The facts for want of which it is unknown. */
  readonly unrecorded: readonly string[];
}

/**
 * Judges a recorded action again, with the yes and the approval that counted then.
 *
 * An action that a rule or a person changed is judged as it was changed. A denial by what is known
 * stands whatever is not known; everything else that rests on it is `unknown`.
 */
export async function judgeAgain(recorded: RecordedAction, world: RetrialWorld): Promise<Retrial> {
  const { verdict } = recorded;
  const consent = consentOf(verdict);
  const unrecorded = new Set<string>();
  const judgement = await judge({
    action: verdict.action,
    ...consent,
    policy: world.policy,
    now: new Date(verdict.now),
    facts: async (question) => {
      const names = world.policy.tools.get(question.action.name)?.facts ?? [];
      const read = await recordedFacts(names, question, verdict, world);
      for (const name of read.unrecorded) unrecorded.add(name);
      return read.values;
    },
  });
  const open = judgement.reasons.filter(({ code }) => code === 'fact_unrecorded');
  const unknown = isUnknown(judgement, open, world);
  return {
    recorded,
    from: verdict.decision,
    to: unknown ? 'unknown' : judgement.decision,
    reasons: judgement.reasons,
    rules: unknown ? namesOf(open) : difference(verdict, judgement),
    unrecorded: unknown ? [...unrecorded] : [],
  };
}

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
  { decision, action }: Judgement,
  open: readonly Reason[],
  { policy }: RetrialWorld,
): boolean {
  if (open.length === 0) return false;
  const rules = policy.tools.get(action.name)?.rules ?? [];
  const kinds = new Map(rules.map(({ name, event }) => [name, event.type]));
  return decision !== 'deny' || open.some(({ rule }) => kinds.get(rule) === 'modify');
}

function difference(verdict: Verdict, judgement: Judgement): readonly string[] {
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
