import type { Json } from '../../core/values/json.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { incomparable, OPERATORS } from '../schemas/operators.ts';
import { pathSteps } from '../schemas/path.ts';
import { asksExistence, placeOf } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { FactReference, LeafCondition } from '../schemas/rules-schema.ts';
import type { Shape } from '../schemas/shape.ts';

type Catalogue = ReadonlyMap<string, Fact>;

/** Stands for a value that may be missing from the data: a record that does not exist, a property that is not there. */
export const GAP: unique symbol = Symbol('gap');

/** What a variable can be. */
export type Possible = Json | typeof GAP;

/**
 * What one comparison depends on, as far as rules can tell values apart: the value at a place, how two
 * places compare, or whether something is in a list. Taken for independent of each other, so that every
 * real situation is among their combinations, and some that cannot be.
 */
export interface Reading {
  /** Comparisons with the same name depend on the same thing. */
  readonly variable: string;
  /** For people: `order.status`. */
  readonly says: string;
  /** What the variable can be, or the constants that a value is compared with. */
  readonly values:
    | readonly Json[]
    | { readonly shape: Shape; readonly atLeast?: number; readonly constants: readonly Json[] };
  readonly mayBeMissing: boolean;
  /** Variables that, when false, say that there is no such record and nothing in it. */
  readonly needs: readonly string[];
  /** Undefined when the comparison cannot be made. */
  holds(value: Json): boolean | undefined;
}

/** What a comparison depends on. Its operator must be known. */
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
const needsOf = (place: FactReference) =>
  existence(place) ? [] : [nameOf({ fact: place.fact, path: '$.exists' })];

function mayBeMissing(place: FactReference, facts: Catalogue): boolean {
  if (existence(place)) return false;
  const from = facts.get(place.fact)?.source.from;
  return place.path !== undefined || from === 'record' || from === 'computed';
}

/** Whether a record is there is true or false, declared or not. */
const shapeOf = (place: FactReference, facts: Catalogue): Shape =>
  existence(place) ? { type: 'boolean' } : (placeOf(place.fact, place.path, facts).shape ?? {});
