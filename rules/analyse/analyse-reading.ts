import type { Json } from '../../core/values/json.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { incomparable, OPERATORS } from '../schemas/operators.ts';
import { pathSteps } from '../schemas/path.ts';
import { asksExistence, parseReference } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { FactReference, LeafCondition } from '../schemas/rules-schema.ts';
import type { Shape } from '../schemas/shape.ts';

type Catalogue = ReadonlyMap<string, Fact>;

/** A missing value: a record or property that does not exist. */
export const GAP: unique symbol = Symbol('gap');

/** A possible value of a variable. */
export type Possible = Json | typeof GAP;

/**
 * The variable that one comparison depends on: a value, the order of two values, or membership in a list.
 * Variables are treated as independent. Their combinations include every real situation, and some impossible ones.
 */
export interface Reading {
  /** Comparisons with the same variable depend on the same value. */
  readonly variable: string;
  /** For people: `order.status`. */
  readonly says: string;
  /** All values of the variable, or the constants that it is compared with. */
  readonly values:
    | readonly Json[]
    | { readonly shape: Shape; readonly atLeast?: number; readonly constants: readonly Json[] };
  readonly mayBeMissing: boolean;
  /** Variables for the existence of its records. If one is false, the record has no values. */
  readonly needs: readonly string[];
  /** Undefined if the comparison cannot be made. */
  holds(value: Json): boolean | undefined;
}

/** The variable that a comparison depends on. Its operator must be known. */
export function readingOf(leaf: LeafCondition, facts: Catalogue): Reading {
  const { value } = leaf;
  if (isReference(value)) return readingOfTwo(leaf, value, facts);
  const operator = OPERATORS.get(leaf.operator);
  const common = { says: wordsFor(leaf), mayBeMissing: mayBeMissing(leaf, facts), needs: needsOf(leaf) };
  const list = operator?.takes === 'list with scalar';
  if (list)
    return {
      ...common,
      variable: `${nameOf(leaf)} has ${JSON.stringify(value)}`,
      values: [true, false],
      holds: (isIn) => isIn === !NEGATED.has(leaf.operator),
    };
  const source = facts.get(leaf.fact)?.source;
  return {
    ...common,
    variable: nameOf(leaf),
    values: {
      shape: shapeOf(leaf, facts),
      ...(source?.from === 'history' ? { atLeast: 0 } : {}),
      constants: Array.isArray(value) ? value : [value],
    },
    holds: (found) =>
      operator === undefined || incomparable(operator, found, value) !== undefined
        ? undefined
        : operator.holds(found, value),
  };
}

const NEGATED: ReadonlySet<string> = new Set(['notIn', 'doesNotContain']);

function readingOfTwo(leaf: LeafCondition, other: FactReference, facts: Catalogue): Reading {
  const [left, right] = [nameOf(leaf), nameOf(other)];
  const operator = OPERATORS.get(leaf.operator);
  const common = {
    says: `${wordsFor(leaf)}\` and \`${wordsFor(other)}`,
    mayBeMissing: mayBeMissing(leaf, facts) || mayBeMissing(other, facts),
    needs: [...needsOf(leaf), ...needsOf(other)],
  };
  if (operator?.takes === 'scalar in list' || operator?.takes === 'list with scalar') {
    const [item, list] = operator.takes === 'scalar in list' ? [left, right] : [right, left];
    return {
      ...common,
      variable: `${item} is in ${list}`,
      values: [true, false],
      holds: (isIn) => isIn === !NEGATED.has(leaf.operator),
    };
  }
  const turned = left > right;
  return {
    ...common,
    variable: turned ? `${right} beside ${left}` : `${left} beside ${right}`,
    values: left === right ? [0] : [-1, 0, 1],
    holds: (difference) => operator?.holds(turned ? 0 : difference, turned ? difference : 0),
  };
}

const nameOf = ({ fact, path }: FactReference) => `${fact} ${path ?? ''}`;
const wordsFor = ({ fact, path }: FactReference) => `${fact}${path?.slice(1) ?? ''}`;
const existence = ({ path }: FactReference) => asksExistence(pathSteps(path));
const needsOf = (reference: FactReference) =>
  existence(reference) ? [] : [nameOf({ fact: reference.fact, path: '$.exists' })];

function mayBeMissing(reference: FactReference, facts: Catalogue): boolean {
  if (existence(reference)) return false;
  const from = facts.get(reference.fact)?.source.from;
  return reference.path !== undefined || from === 'record' || from === 'computed';
}

/** The declared shape of a reference. `$.exists` is a boolean without a declaration. */
const shapeOf = (reference: FactReference, facts: Catalogue): Shape =>
  existence(reference)
    ? { type: 'boolean' }
    : (parseReference(reference.fact, reference.path, facts).shape ?? {});
