import type { Span } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';

/** A value with the part of the message that it was read from. */
export interface ReadValue<T extends Json = Json> {
  readonly value: T;
  readonly span: Span;
  readonly text: string;
}

export interface DateConstraints {
  /** A day without a year is the next one, or the last one; without it, the nearest. A day of birth has a year. */
  readonly when?: 'future' | 'past' | 'birth' | undefined;
  /** Tells whether 3/4 is in March or in April. */
  readonly country?: string | undefined;
  /** True for the answer to a question: "20th" and "sat" are days then. */
  readonly asked: boolean;
}

/** An address, its parts as written; a state of the United States by its code, elsewhere empty. */
export type Address = {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
};
