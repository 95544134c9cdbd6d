import type { Json } from '../../core/values/json.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition } from '../schemas/rules-schema.ts';
import { GAP, type Possible, type Reading, readingOf } from './analyse-reading.ts';
import { valuesToTry } from './analyse-values.ts';

/** A rule's conditions, each comparison with the variable that it depends on. */
export type Tree =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }
  | { readonly kind: 'leaf'; readonly reading: Reading };

/** Values of variables by name. An absent variable has no value yet. */
export type Assignment = ReadonlyMap<string, Possible>;

/** Finds the variables of conditions. */
export function treeOf(condition: Condition, facts: ReadonlyMap<string, Fact>): Tree {
  if ('all' in condition) return { kind: 'all', parts: condition.all.map((each) => treeOf(each, facts)) };
  if ('any' in condition) return { kind: 'any', parts: condition.any.map((each) => treeOf(each, facts)) };
  if ('not' in condition) return { kind: 'not', part: treeOf(condition.not, facts) };
  return { kind: 'leaf', reading: readingOf(condition, facts) };
}

/** Every comparison of a tree. */
export function readingsIn(tree: Tree): readonly Reading[] {
  if (tree.kind === 'leaf') return [tree.reading];
  return tree.kind === 'not' ? readingsIn(tree.part) : tree.parts.flatMap(readingsIn);
}

/** True if the conditions hold; undefined if the known values leave this open. */
export function holds(tree: Tree, known: Assignment): boolean | undefined {
  switch (tree.kind) {
    case 'all':
      return joined(tree.parts, false, known);
    case 'any':
      return joined(tree.parts, true, known);
    case 'not': {
      const inner = holds(tree.part, known);
      return inner === undefined ? undefined : !inner;
    }
    case 'leaf':
      return leafHolds(tree.reading, known);
  }
}

function joined(parts: readonly Tree[], deciding: boolean, known: Assignment): boolean | undefined {
  let open = false;
  for (const part of parts) {
    const holding = holds(part, known);
    if (holding === deciding) return deciding;
    open ||= holding === undefined;
  }
  return open ? undefined : !deciding;
}

function leafHolds({ variable, needs, holds: compare }: Reading, known: Assignment): boolean | undefined {
  const value = known.get(variable);
  if (value === undefined || value === GAP) return undefined;
  return needs.some((need) => known.get(need) === false) ? undefined : compare(value);
}

type Variable = readonly [name: string, values: readonly Possible[]];

interface Search {
  readonly trees: readonly Tree[];
  /** True to try missing values too. */
  readonly gaps: boolean;
  /** True if no values of the remaining variables can make an example. */
  hopeless(known: Assignment): boolean;
  isExample(known: Assignment): boolean;
}

const MAX_STEPS = 20_000;

/** Searches all distinguishable situations for an example; undefined if there are too many. */
export function findExample(search: Search): Assignment | 'none' | undefined {
  const variables = variablesOf(search.trees, search.gaps);
  if (variables.some(([, values]) => values.length === 0)) return undefined;
  return exampleFrom(0, { search, variables, known: new Map(), steps: { left: MAX_STEPS } });
}

interface Searching {
  readonly search: Search;
  readonly variables: readonly Variable[];
  readonly known: Map<string, Possible>;
  readonly steps: { left: number };
}

function exampleFrom(depth: number, searching: Searching): Assignment | 'none' | undefined {
  const { search, variables, known, steps } = searching;
  steps.left -= 1;
  if (steps.left < 0) return undefined;
  if (search.hopeless(known)) return 'none';
  const next = variables[depth];
  if (next === undefined) return search.isExample(known) ? known : 'none';
  const [name, values] = next;
  for (const value of values) {
    known.set(name, value);
    const found = exampleFrom(depth + 1, searching);
    if (found !== 'none') return found;
  }
  known.delete(name);
  return 'none';
}

/** The variables in the order of the trees. */
function variablesOf(trees: readonly Tree[], gaps: boolean): readonly Variable[] {
  const readings = trees.flatMap(readingsIn);
  return [...new Set(readings.map(({ variable }) => variable))].map((name) => {
    const same = readings.filter(({ variable }) => variable === name);
    const open = gaps && same.some(({ mayBeMissing }) => mayBeMissing);
    return [name, open ? [...valuesOf(same), GAP] : valuesOf(same)] as const;
  });
}

function valuesOf(same: readonly Reading[]): readonly Json[] {
  const [first] = same.map(({ values }) => values);
  if (first === undefined || !('shape' in first)) return first ?? [];
  const constants = same.flatMap(({ values }) => ('shape' in values ? values.constants : []));
  return valuesToTry({ ...first, constants });
}
