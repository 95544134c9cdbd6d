import type { Modified, ProposedAction } from './action.ts';
import type { Decision, Origin, Reason } from './reason.ts';
import type { JsonObject } from './values/json.ts';

export { DECISIONS, type Decision, type Origin, type Reason } from './reason.ts';

/** The denials that whoever proposed the action hears of: where one is about identity, only such ones. */
export function toldDenials(reasons: readonly Reason[]): readonly Reason[] {
  const denials = reasons.filter(({ decision }) => decision === 'deny');
  const identity = denials.filter(({ about }) => about === 'identity');
  return identity.length > 0 ? identity : denials;
}

/** What a judgement rested on besides the facts that its rules read: rules that read more can judge by it later. */
export interface Basis {
  /** As rules read it; `user_confirmed` is the yes that counted. */
  readonly session: JsonObject;
  /** How often each tool had run earlier in the thread. */
  readonly history: { readonly [tool: string]: number };
  /** A person's approval counted. */
  readonly approved: boolean;
  /** Facts that could not be read, and why. */
  readonly unreadable: { readonly [fact: string]: string };
}

/** The judgement of one action: enough to judge the same action again later. */
export interface Verdict {
  readonly decision: Decision;
  /** Every rule that fired, by name, sorted. */
  readonly rules: readonly string[];
  readonly codes: readonly string[];
  /** The deciding reasons first. */
  readonly reasons: readonly Reason[];
  /** The action judged, after any `modify` was applied. */
  readonly action: ProposedAction;
  /** Missing where no rule changed the action. */
  readonly modified?: Modified;
  /** Content hash of the policy that decided. */
  readonly policy_version: string;
  /** Values of the facts that were read, records included. */
  readonly facts: JsonObject;
  /** ISO time by the agent's clock. */
  readonly now: string;
  /** Duration of the judgement in microseconds; 0 where nobody measured it. */
  readonly micros: number;
  /** Missing where no rule was asked, and in records of versions that did not write it. */
  readonly basis?: Basis;
}

/** Makes a verdict; its rules and codes are those of its reasons. */
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

/** The verdict with something else in it; its rules and codes are those of its reasons. */
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

/** The texts that a customer may read of a verdict. Of a change they read where the action is shown or done. */
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

/** The rules that a client hears of: what else denies a record that is somebody else's tells its state. */
export function toldRules({ rules, reasons }: Pick<Verdict, 'rules' | 'reasons'>): readonly string[] {
  const told = toldDenials(reasons);
  return told.some(({ about }) => about === 'identity') ? told.map(({ rule }) => rule) : rules;
}

/** Claims that the engine refused the action before any rule was asked. */
export function refusedByEngine({ reasons }: Pick<Verdict, 'reasons'>): boolean {
  return reasons.length > 0 && reasons.every(isEngineDenial);
}

/**
 * A verdict as the rules gave it. An action that they wanted confirmed is denied by the engine where it cannot be
 * shown, and their reasons stay beside that denial.
 */
export function asRuled<V extends Pick<Verdict, 'decision' | 'reasons'>>(verdict: V): V {
  const ruled = verdict.reasons.filter((reason) => !isEngineDenial(reason));
  if (ruled.length === verdict.reasons.length || ruled.length === 0) return verdict;
  return { ...verdict, decision: 'confirm', reasons: ruled };
}

const isEngineDenial = (reason: Reason): boolean =>
  reason.decision === 'deny' && originOf(reason) === 'engine';

/** The engine's own denials in records of versions that did not write an origin. */
const ENGINE_DENIALS: ReadonlySet<string> = new Set([
  'engine-call-form',
  'engine-action-space',
  'engine-arguments',
  'engine-identity',
]);

function originOf({ origin, rule }: { readonly origin?: Origin; readonly rule: string }): Origin {
  return origin ?? (ENGINE_DENIALS.has(rule) ? 'engine' : 'policy');
}
