import type { TopLevelConditionResult } from 'json-rules-engine';
import type { Json } from '../../core/values/json.ts';
import { isUnreadable, type Unreadable, unreadable } from '../schemas/fact-values.ts';
import { incomparable, OPERATORS } from '../schemas/operators.ts';

/** True if a rule fires, or the reason why this is unknown. */
export type Decided = boolean | Unreadable;

interface Leaf {
  readonly operator: string;
  readonly result?: boolean;
  readonly factResult?: unknown;
  readonly valueResult?: unknown;
}

type Tree =
  | Leaf
  | { readonly all: readonly Tree[] }
  | { readonly any: readonly Tree[] }
  | { readonly not: Tree };

/**
 * Reads the engine's tree of results in three-valued logic.
 *
 * A fact that could not be read makes the whole rule undecided. A record or property that does not exist, and what an
 * action that is not complete may still get, leave only their own comparison open: `all` with one false part is still false.
 */
export function decide(conditions: TopLevelConditionResult): Decided {
  const tree = conditions as Tree;
  return failures(tree) ?? outcome(tree);
}

const KNOWN_GAPS: ReadonlySet<string> = new Set([
  'record_absent',
  'property_missing',
  'fact_unrecorded',
  'not_given',
]);

function failures(tree: Tree): Unreadable | undefined {
  const gaps = [...leaves(tree)].map(leafValue).filter(isUnreadable);
  return together(gaps.filter(({ code }) => !KNOWN_GAPS.has(code)));
}

function* leaves(tree: Tree): Generator<Leaf> {
  if ('all' in tree) for (const each of tree.all) yield* leaves(each);
  else if ('any' in tree) for (const each of tree.any) yield* leaves(each);
  else if ('not' in tree) yield* leaves(tree.not);
  else yield tree;
}

function outcome(tree: Tree): Decided {
  if ('all' in tree) return joined(tree.all.map(outcome), false);
  if ('any' in tree) return joined(tree.any.map(outcome), true);
  if (!('not' in tree)) return leafValue(tree);
  const inner = outcome(tree.not);
  return typeof inner === 'boolean' ? !inner : inner;
}

/** `deciding` if any part has that value; else open if any part is open. */
function joined(parts: readonly Decided[], deciding: boolean): Decided {
  if (parts.includes(deciding)) return deciding;
  const open = together(parts.filter(isUnreadable));
  return open && !deciding && parts.includes(true) ? partly(open) : (open ?? !deciding);
}

/** An action that is not complete meets a part of a rule. */
const partly = (gap: Unreadable): Unreadable =>
  gap.code === 'not_given' ? unreadable('partly_given', gap.why) : gap;

function together(gaps: readonly Unreadable[]): Unreadable | undefined {
  const worst =
    gaps.find(({ code }) => code === 'fact_unrecorded') ??
    gaps.find(({ code }) => code !== 'record_absent') ??
    gaps[0];
  return worst && unreadable(worst.code, [...new Set(gaps.map(({ why }) => why))].join('; '));
}

/** Finds comparisons that could not be made: the engine calls them false. */
function leafValue({ operator, result, factResult, valueResult }: Leaf): Decided {
  if (result === true) return true;
  if (isUnreadable(factResult)) return factResult;
  if (isUnreadable(valueResult)) return valueResult;
  const known = OPERATORS.get(operator);
  if (result === undefined || known === undefined)
    return unreadable('rule_failed', 'a comparison was not made');
  const problem = incomparable(known, factResult as Json, valueResult as Json);
  return problem === undefined ? false : unreadable('fact_ill_typed', problem);
}
