/** Every decision about a proposed action, the one that stops least first. */
export const DECISIONS = ['allow', 'modify', 'confirm', 'review', 'deny'] as const;

export type Decision = (typeof DECISIONS)[number];

/** Who gives a reason: the engine itself, the policy's rules and defaults, or a person who decided. */
export type Origin = 'engine' | 'policy' | 'person';

/** Why a verdict is what it is. */
export interface Reason {
  /** A rule's author chooses its name, so that no name says where a reason comes from. */
  readonly origin: Origin;
  readonly rule: string;
  readonly decision: Decision;
  readonly code: string;
  /** For the customer, and nobody else's words: an author's, or those declared under `says`. */
  readonly tell: string;
  /** For models, operators and the ledger: a rule's `why`, or what is wrong with the call. No customer reads it. */
  readonly detail: string;
  /** It says who may know of the record, so that nothing else of it is told beside it. */
  readonly about?: 'identity';
}
