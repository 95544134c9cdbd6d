import { isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { Case } from '../schemas/cases-schema.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { type PathStep, pathSteps, valueAt } from '../schemas/path.ts';
import { asksExistence } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition, LeafCondition } from '../schemas/rules-schema.ts';
import { lowered, otherText, raised, referenceInWords, referenceShape } from './mutate-conditions.ts';
import type { PlacedCase } from './mutate-run.ts';

/** A fact of a case, or a part of it, with its new value. */
export interface Nudge {
  readonly fact: string;
  readonly path: string | undefined;
  readonly value: Json;
}

type Facts = ReadonlyMap<string, Fact>;

/** Nudges to values below, at and above everything that a condition compares with. */
export function nudgesFor(condition: Condition, known: JsonObject, facts: Facts): readonly Nudge[] {
  if ('all' in condition) return condition.all.flatMap((each) => nudgesFor(each, known, facts));
  if ('any' in condition) return condition.any.flatMap((each) => nudgesFor(each, known, facts));
  if ('not' in condition) return nudgesFor(condition.not, known, facts);
  const { fact, path } = condition;
  return aroundComparison(condition, known, facts).map((value) => ({ fact, path, value }));
}

function aroundComparison(leaf: LeafCondition, known: JsonObject, facts: Facts): readonly Json[] {
  const { fact, path, operator, value } = leaf;
  const right = isReference(value) ? valueAt(own(known, value.fact) ?? null, pathSteps(value.path)) : value;
  if (right === undefined) return [];
  if (operator === 'contains' || operator === 'doesNotContain') return [[right], []];
  const shape = referenceShape(fact, path, facts);
  if (Array.isArray(right))
    return [...right, ...right.slice(0, 1).flatMap((each: Json) => around(each, shape).slice(1))];
  return around(right, shape);
}

function around(value: Json, shape: Parameters<typeof otherText>[1]): readonly Json[] {
  if (typeof value === 'number') return [value, lowered(value), raised(value)];
  if (typeof value === 'string') return [value, otherText(value, shape)];
  return typeof value === 'boolean' ? [value, !value] : [value];
}

/** The case after a nudge; undefined if a case cannot set this fact. */
export function nudged(
  { given, value }: PlacedCase,
  { fact, path, value: to }: Nudge,
  known: JsonObject,
  facts: Facts,
): Case | undefined {
  const source = facts.get(fact)?.source;
  const steps = pathSteps(path);
  if (source?.from === 'session')
    return { ...value, session: { ...value.session, [source.key]: to as Case['session'][string] } };
  if (source?.from === 'arguments') {
    const changed = withValue(
      value.action.arguments as JsonObject,
      [...pathSteps(source.path), ...steps],
      to,
    );
    return isJsonObject(changed)
      ? { ...value, action: { ...value.action, arguments: changed as Case['action']['arguments'] } }
      : undefined;
  }
  if (asksExistence(steps)) return to === false ? withFact(value, fact, { exists: false }) : undefined;
  const patch = Object.hasOwn(given.facts, fact) && steps.every((step) => typeof step === 'string');
  if (patch) return withFact(value, [fact, ...steps].join('.'), to);
  const whole = withValue(own(known, fact), steps, to);
  return whole === undefined ? undefined : withFact(value, fact, whole);
}

function withFact(value: Case, name: string, to: Json): Case {
  const { [name]: _, ...others } = value.facts;
  return { ...value, facts: { ...others, [name]: to as Case['facts'][string] } };
}

/** A copy with the value set at the end of the steps; undefined if a step leads nowhere. */
function withValue(
  whole: Json | undefined,
  [first, ...rest]: readonly PathStep[],
  to: Json,
): Json | undefined {
  if (first === undefined) return to;
  if (Array.isArray(whole) && typeof first === 'number' && first < whole.length) {
    const inner = withValue(whole[first], rest, to);
    return inner === undefined ? undefined : whole.with(first, inner);
  }
  if (!isJsonObject(whole) || typeof first !== 'string') return undefined;
  const inner = withValue(own(whole, first), rest, to);
  return inner === undefined ? undefined : { ...whole, [first]: inner };
}

/** A nudge in words: `order.status is "delivered"`. */
export const nudgeInWords = (nudge: Nudge): string =>
  `${referenceInWords(nudge)} is ${JSON.stringify(nudge.value)}`;
