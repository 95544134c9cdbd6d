import type { ProposedAction } from './action.ts';
import type { JsonObject } from './json.ts';

/** What the judge decides about a proposed action. */
export type Decision = 'allow' | 'modify' | 'confirm' | 'review' | 'deny';

/** Who gives a reason: the engine itself, the policy's rules and defaults, or a person who decided. */
export type Origin = 'engine' | 'policy' | 'person';

/** Why a verdict is what it is. */
export interface Reason {
  /** A rule's author chooses its name, so that no name says where a reason comes from. */
  readonly origin: Origin;
  readonly rule: string;
  readonly decision: Decision;
  readonly code: string;
  /** For the customer; may be shown as it is. */
  readonly tell: string;
  /** For people who work here: the rule's `why`, or the error that made it undecidable. */
  readonly why: string;
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
  /** Content hash of the policy that decided. */
  readonly policy_version: string;
  /** Values of the facts that were read, records included. */
  readonly facts: JsonObject;
  /** ISO time by the agent's clock. */
  readonly now: string;
  /** Duration of the judgement in microseconds. */
  readonly micros: number;
  /** Missing where no rule was asked, and in records of versions that did not write it. */
  readonly basis?: Basis;
}

/** Claims that the engine refused the action before any rule was asked. */
export function refusedByEngine({ reasons }: Pick<Verdict, 'reasons'>): boolean {
  return reasons.some((reason) => reason.decision === 'deny' && originOf(reason) === 'engine');
}

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
