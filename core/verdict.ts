import type { Modified, ProposedAction } from './action.ts';
import type { Decision, Origin, Reason } from './reason.ts';
import type { JsonObject } from './values/json.ts';

export { DECISIONS, type Decision, type Origin, type Reason } from './reason.ts';

/** The denials to tell: if one is about identity, only those. */
export function toldDenials(reasons: readonly Reason[]): readonly Reason[] {
  const denials = reasons.filter(({ decision }) => decision === 'deny');
  const identity = denials.filter(({ about }) => about === 'identity');
  return identity.length > 0 ? identity : denials;
}

/** The input of a judgement beside its facts, so that rules that read more can judge it again. */
export interface Basis {
  /** The session for rules. `user_confirmed` is the yes that counted. */
  readonly session: JsonObject;
  /** The number of earlier runs of each tool in the thread. */
  readonly history: { readonly [tool: string]: number };
  /** True if a person's approval counted. */
  readonly approved: boolean;
  /** Facts that could not be read, with reasons. */
  readonly unreadable: { readonly [fact: string]: string };
}

/** The judgement of one action, with everything needed to judge it again. */
export interface Verdict {
  readonly decision: Decision;
  /** Every rule that fired, by name, sorted. */
  readonly rules: readonly string[];
  readonly codes: readonly string[];
  /** Reasons, the deciding ones first. */
  readonly reasons: readonly Reason[];
  /** The judged action, after any `modify`. */
  readonly action: ProposedAction;
  /** Absent if no rule changed the action. */
  readonly modified?: Modified;
  /** Content hash of the policy that decided. */
  readonly policy_version: string;
  /** Values of the read facts, records included. */
  readonly facts: JsonObject;
  /** ISO time by the agent's clock. */
  readonly now: string;
  /** Duration of the judgement in microseconds; 0 if not measured. */
  readonly micros: number;
  /** Absent if no rule was judged, and in older records. */
  readonly basis?: Basis;
}

/** Makes a verdict. Its rules and codes are those of its reasons. */
export function verdictOn(
  action: ProposedAction,
  {
    now,
    ...given
  }: Pick<Verdict, 'decision' | 'reasons' | 'policy_version'> & { readonly now: Date } & Partial<
      Pick<Verdict, 'facts' | 'modified'>
    >,
): Verdict {
  return { facts: {}, micros: 0, ...given, ...named(given.reasons), action, now: now.toISOString() };
}

/** A changed copy of a verdict. Its rules and codes are those of its reasons. */
export function revised(
  verdict: Verdict,
  change: Partial<Pick<Verdict, 'decision' | 'reasons' | 'modified' | 'basis' | 'micros'>>,
): Verdict {
  return { ...verdict, ...change, ...(change.reasons ? named(change.reasons) : {}) };
}

const named = (reasons: readonly Reason[]): Pick<Verdict, 'rules' | 'codes'> => ({
  rules: [...new Set(reasons.map(({ rule }) => rule))].sort(),
  codes: [...new Set(reasons.map(({ code }) => code))],
});

/** The texts of a verdict for the customer. A change is told when the action is shown or done. */
export function toldTexts({
  decision,
  reasons,
  modified,
}: Pick<Verdict, 'decision' | 'reasons' | 'modified'>): readonly string[] {
  const changes = decision === 'deny' || decision === 'review' ? [] : (modified?.reasons ?? []);
  const told =
    decision === 'deny' ? toldDenials(reasons) : reasons.filter((reason) => reason.decision === decision);
  const texts = (decision === 'modify' && modified ? changes : [...changes, ...told]).map(({ tell }) => tell);
  return [...new Set(texts)].filter((text) => text !== '');
}

/** The rules for a client. With an identity denial only those: others would reveal the state of the record. */
export function toldRules({ rules, reasons }: Pick<Verdict, 'rules' | 'reasons'>): readonly string[] {
  const told = toldDenials(reasons);
  return told.some(({ about }) => about === 'identity') ? told.map(({ rule }) => rule) : rules;
}

/** True if the engine refused the action before judging. */
export function refusedByEngine({ reasons }: Pick<Verdict, 'reasons'>): boolean {
  return reasons.length > 0 && reasons.every(isEngineDenial);
}

/**
 * A verdict as the rules gave it, without the engine's denial of an action that cannot be shown for a confirmation.
 */
export function asRuled<V extends Pick<Verdict, 'decision' | 'reasons'>>(verdict: V): V {
  const ruled = verdict.reasons.filter((reason) => !isEngineDenial(reason));
  if (ruled.length === verdict.reasons.length || ruled.length === 0) return verdict;
  return { ...verdict, decision: 'confirm', reasons: ruled };
}

const isEngineDenial = (reason: Reason): boolean =>
  reason.decision === 'deny' && originOf(reason) === 'engine';

/** Codes of the engine's denials, for older records without an origin. */
const ENGINE_DENIALS: ReadonlySet<string> = new Set([
  'engine-call-form',
  'engine-action-space',
  'engine-arguments',
  'engine-identity',
]);

function originOf({ origin, rule }: { readonly origin?: Origin; readonly rule: string }): Origin {
  return origin ?? (ENGINE_DENIALS.has(rule) ? 'engine' : 'policy');
}
