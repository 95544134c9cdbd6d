import type { Span } from '../core/span.ts';

/** The kinds of faults of a reply: of its form, of a claim, or of a value. */
export const FAULT_KINDS = [
  'form',
  'effect',
  'promise',
  'policy',
  'record',
  'amount',
  'quantity',
  'date',
  'time',
  'id',
  'name',
  'contact',
  'link',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A part of a reply that has no ground. */
export interface ReplyFault {
  readonly kind: FaultKind;
  /** The sentence or the value. */
  readonly span: Span;
  /** For models, operators and the ledger; never for customers. */
  readonly why: string;
}
