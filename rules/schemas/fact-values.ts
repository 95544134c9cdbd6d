import type { Json } from '../../core/values/json.ts';

/**
 * Why a rule could not be decided; the first two are known gaps in the data, the rest are failures.
 * `fact_unrecorded` stands only where an action is judged again: the fact had a value, and nobody kept it.
 */
type UnreadableCode =
  | 'record_absent'
  | 'property_missing'
  | 'fact_missing'
  | 'fact_unrecorded'
  | 'fact_ill_typed'
  | 'operator_unknown'
  | 'rule_failed';

const MARK: unique symbol = Symbol('unreadable');

/** What stands in the place of a value that is not there to be compared. */
export interface Unreadable {
  readonly [MARK]: true;
  readonly code: UnreadableCode;
  /** For people who work here. */
  readonly why: string;
}

/** The facts of one action by name; a name that is not there is missing. */
export type FactValues = ReadonlyMap<string, Json | Unreadable>;

/** Marks a value as not readable. */
export const unreadable = (code: UnreadableCode, why: string): Unreadable => ({ [MARK]: true, code, why });

/** Claims that there is no value, only the reason why. */
export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && MARK in value;
}

/** Claims that this says a record does not exist. */
export function isAbsent(value: unknown): value is { readonly exists: false } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'exists') &&
    (value as { exists?: unknown }).exists === false
  );
}
