import { DECISIONS, type Decision, type Origin, type Reason } from '../../core/verdict.ts';
import { isUnreadable, type Unreadable } from '../schemas/fact-values.ts';
import type { Evaluation } from './engine.ts';
import type { Policy, PolicyRule, ToolPolicy } from './policy.ts';

type Wording = Pick<Policy, 'says'>;

/** The engine's reason for a `review`: the policy could not decide. */
export const reviewBecause = (
  { says }: Wording,
  origin: Origin,
  rule: string,
  code: string,
  detail: string,
): Reason => ({
  origin,
  rule,
  decision: 'review',
  code,
  tell: says.review,
  detail,
});

/** The reason of a rule that could not be decided. */
export const undecided = (
  wording: Wording,
  { name, event }: PolicyRule,
  { code, why }: Unreadable,
): Reason => ({
  ...reviewBecause(wording, 'policy', name, code, `not decidable: ${why}`),
  ...aboutOf(event),
});

const aboutOf = (event: PolicyRule['event']): Pick<Reason, 'about'> =>
  event.type === 'deny' && event.params.about ? { about: event.params.about } : {};

/** The reason of a rule that fired. */
const fired = ({ name, why, event }: PolicyRule): Reason => ({
  origin: 'policy',
  rule: name,
  decision: event.type,
  code: event.params.code,
  tell: event.params.tell,
  detail: why,
  ...aboutOf(event),
});

/** The reasons given by rules and by the defaults of their files. */
export function reasonsFor(
  wording: Wording,
  { topics }: ToolPolicy,
  evaluations: readonly Evaluation[],
): readonly Reason[] {
  const heard = evaluations.filter(({ fires }) => fires !== false);
  const silent = topics.filter(({ topic }) => heard.every(({ rule }) => rule.topic !== topic));
  const reasons = heard.map(({ rule, fires }) =>
    isUnreadable(fires) ? undecided(wording, rule, fires) : fired(rule),
  );
  const defaults = silent.flatMap(({ topic, default: decision }): readonly Reason[] =>
    decision === 'allow'
      ? []
      : [
          {
            origin: 'policy',
            rule: `default:${topic}`,
            decision,
            code: `default_${decision}`,
            tell: wording.says[decision],
            detail: `no rule of \`${topic}\` fired, and its default is \`${decision}\``,
          },
        ],
  );
  return [...reasons, ...defaults];
}

/** Removes reasons of rules left undecided by a missing record, if another rule denies. */
export function withoutNoise(reasons: readonly Reason[]): readonly Reason[] {
  const denied = reasons.some(({ decision }) => decision === 'deny');
  return denied ? reasons.filter(({ code }) => code !== 'record_absent') : reasons;
}

/** Each reason once: first those of the verdict's decision, then by strength and name. */
export function inOrder(reasons: readonly Reason[], deciding: Decision): readonly Reason[] {
  const strength: readonly Decision[] = [deciding, ...DECISIONS.toReversed()];
  const rank = (reason: Reason) => strength.indexOf(reason.decision);
  const once = new Map(reasons.map((reason) => [`${reason.rule} ${reason.code}`, reason]));
  return [...once.values()].sort((a, b) => rank(a) - rank(b) || (a.rule < b.rule ? -1 : 1));
}
