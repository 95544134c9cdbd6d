/** Every decision about a proposed action, from weakest to strongest. */
export const DECISIONS = ['allow', 'modify', 'confirm', 'review', 'deny'] as const;

export type Decision = (typeof DECISIONS)[number];

/** The origin of a reason: the engine, the policy's rules and defaults, or a person. */
export type Origin = 'engine' | 'policy' | 'person';

/** One reason of a verdict. */
export interface Reason {
  /** Needed because authors choose rule names freely, so that a name does not show the origin. */
  readonly origin: Origin;
  readonly rule: string;
  readonly decision: Decision;
  readonly code: string;
  /** For the customer: an author's words, or those declared under `says`. */
  readonly tell: string;
  /** For models, operators and the ledger: a rule's `why`, or the fault of the call. Customers never see it. */
  readonly detail: string;
  /** The reason protects a record from other customers. No other reason is told beside it. */
  readonly about?: 'identity';
}
