import type { TopLevelConditionResult } from 'json-rules-engine';
import type { Json } from '../../core/values/json.ts';
import { type Decided, decide } from '../judge/decide.ts';
import { type FactValues, isUnreadable, type Unreadable } from '../schemas/fact-values.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { incomparable, OPERATORS } from '../schemas/operators.ts';
import { parseReference, readLeaf } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition, LeafCondition } from '../schemas/rules-schema.ts';

/** One comparison with the two values that were compared. */
export interface LeafTrace {
  readonly kind: 'leaf';
  readonly condition: LeafCondition;
  readonly actual: Json | Unreadable;
  readonly wanted: Json | Unreadable;
  readonly outcome: Decided;
}

/** The outcome of a condition and of each of its parts. */
export type Trace =
  | LeafTrace
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly Trace[]; readonly outcome: Decided };

/** Evaluates every part of a condition, also the parts that an engine would skip. */
export function traceCondition(
  condition: Condition,
  facts: FactValues,
  catalogue: ReadonlyMap<string, Fact>,
): Trace {
  const inner = (each: Condition) => traceCondition(each, facts, catalogue);
  if ('all' in condition) return settled({ kind: 'all', parts: condition.all.map(inner) });
  if ('any' in condition) return settled({ kind: 'any', parts: condition.any.map(inner) });
  if ('not' in condition) return settled({ kind: 'not', parts: [inner(condition.not)] });
  const read = (fact: string, path: string | undefined) =>
    readLeaf(facts, parseReference(fact, path, catalogue));
  const { value } = condition;
  const actual = read(condition.fact, condition.path);
  const wanted = isReference(value) ? read(value.fact, value.path) : value;
  return settled({ kind: 'leaf', condition, actual, wanted });
}

/** All comparisons of a condition, from left to right. */
export function leavesOf(trace: Trace): readonly LeafTrace[] {
  return trace.kind === 'leaf' ? [trace] : trace.parts.flatMap(leavesOf);
}

/** The outcome of the condition if only this comparison had the opposite outcome. */
export function ifFlipped(trace: Trace, leaf: LeafTrace): Decided {
  const tree = asResult(trace, (each) => (each === leaf ? opposite(each) : undefined));
  return decide(tree);
}

/** A comparison that caused a condition's outcome; `negated` under an odd number of `not`. */
export interface Cause {
  readonly leaf: LeafTrace;
  readonly negated: boolean;
}

/** The comparisons that caused the condition's outcome: those that agree with it. */
export function causesOf(trace: Trace, negated = false): readonly Cause[] {
  if (trace.kind === 'leaf') return [{ leaf: trace, negated }];
  if (trace.kind === 'not') return trace.parts.flatMap((part) => causesOf(part, !negated));
  return trace.parts
    .filter(({ outcome }) => sameKind(outcome, trace.outcome))
    .flatMap((part) => causesOf(part, negated));
}

const sameKind = (a: Decided, b: Decided) => a === b || (isUnreadable(a) && isUnreadable(b));

type Unsettled<T> = T extends Trace ? Omit<T, 'outcome'> : never;

function settled(trace: Unsettled<Trace>): Trace {
  const open = { ...trace, outcome: false } as Trace;
  return { ...open, outcome: decide(asResult(open)) };
}

/** Converts a trace to the engine's form, so that `decide` alone interprets results. */
function asResult(
  trace: Trace,
  instead: (leaf: LeafTrace) => object | undefined = () => undefined,
): TopLevelConditionResult {
  return plain(trace, instead) as TopLevelConditionResult;
}

function plain(trace: Trace, instead: (leaf: LeafTrace) => object | undefined): object {
  if (trace.kind === 'leaf') return instead(trace) ?? compared(trace);
  const parts = trace.parts.map((part) => plain(part, instead));
  return trace.kind === 'not' ? { not: parts[0] } : { [trace.kind]: parts };
}

function compared({ condition, actual, wanted }: LeafTrace): object {
  const operator = OPERATORS.get(condition.operator);
  const result =
    operator !== undefined &&
    !isUnreadable(actual) &&
    !isUnreadable(wanted) &&
    incomparable(operator, actual, wanted) === undefined &&
    operator.holds(actual, wanted);
  return { operator: condition.operator, result, factResult: actual, valueResult: wanted };
}

/** A comparison of two numbers with the opposite outcome. */
function opposite({ outcome }: LeafTrace): object {
  return { operator: 'equal', result: outcome === false, factResult: 0, valueResult: 1 };
}
