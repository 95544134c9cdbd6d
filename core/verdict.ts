import type { ProposedAction } from './action.ts';
import type { JsonObject } from './json.ts';

/** What the judge decides about a proposed action. */
export type Decision = 'allow' | 'modify' | 'confirm' | 'review' | 'deny';

/** Why a verdict is what it is. */
export interface Reason {
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
