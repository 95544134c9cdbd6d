import type { Json } from '../../core/values/json.ts';

/**
 * The cause of an undecided rule. The first two are known gaps in the data. The next two occur only in a judgement of
 * an action that is not complete: `not_given` is about nothing else, `partly_given` has a part that is met already.
 * The others are failures. `fact_unrecorded` occurs only in a re-judgement: the fact had a value that was not recorded.
 */
type UnreadableCode =
  | 'record_absent'
  | 'property_missing'
  | 'not_given'
  | 'partly_given'
  | 'fact_missing'
  | 'fact_unrecorded'
  | 'fact_ill_typed'
  | 'operator_unknown'
  | 'rule_failed';

const MARK: unique symbol = Symbol('unreadable');

/** Replaces a value that cannot be compared. */
export interface Unreadable {
  readonly [MARK]: true;
  readonly code: UnreadableCode;
  /** For colleagues, never for customers. */
  readonly why: string;
}

/** The facts of one action by name. An absent name is a missing fact. */
export type FactValues = ReadonlyMap<string, Json | Unreadable>;

/** Makes the replacement of an unreadable value. */
export const unreadable = (code: UnreadableCode, why: string): Unreadable => ({ [MARK]: true, code, why });

/** True if this replaces an unreadable value. */
export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && MARK in value;
}

/** True if this is the result of a read whose record does not exist. */
export function isAbsent(value: unknown): value is { readonly exists: false } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'exists') &&
    (value as { exists?: unknown }).exists === false
  );
}
