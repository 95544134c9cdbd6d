import type { DocumentPath } from '../../config/read/source.ts';
import type { Json } from '../../core/values/json.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { pathSteps } from '../schemas/path.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition, LeafCondition } from '../schemas/rules-schema.ts';
import { type Shape, shapeAlong } from '../schemas/shape.ts';

/** A change at one path of a document, with words for it. An undefined value removes the entry. */
export interface Change {
  readonly path: DocumentPath;
  readonly words: string;
  readonly value: unknown;
}

type Facts = ReadonlyMap<string, Fact>;
type Operator = LeafCondition['operator'];

/** Likely mistakes for each operator: its opposite, and the neighbour at a boundary. */
const NEIGHBOURS: { readonly [operator in Operator]: readonly Operator[] } = {
  equal: ['notEqual'],
  notEqual: ['equal'],
  in: ['notIn'],
  notIn: ['in'],
  contains: ['doesNotContain'],
  doesNotContain: ['contains'],
  lessThan: ['lessThanInclusive', 'greaterThanInclusive'],
  lessThanInclusive: ['lessThan', 'greaterThan'],
  greaterThan: ['greaterThanInclusive', 'lessThanInclusive'],
  greaterThanInclusive: ['greaterThan', 'lessThan'],
};

/** All single changes of a condition. */
export function conditionChanges(condition: Condition, path: DocumentPath, facts: Facts): readonly Change[] {
  if ('all' in condition) return groupChanges('all', condition.all, path, facts);
  if ('any' in condition) return groupChanges('any', condition.any, path, facts);
  if (!('not' in condition)) return leafChanges(condition, path, facts);
  const without = { path, words: '`not` is taken away', value: condition.not };
  // A rule's top-level conditions must be a group, so a bare comparison is wrapped.
  const bare = path.at(-1) === 'conditions' && 'fact' in condition.not;
  return [
    bare ? { ...without, value: { all: [condition.not] } } : without,
    ...conditionChanges(condition.not, [...path, 'not'], facts),
  ];
}

/** Changes of a group. With one part there is no change of the group itself: `all` and `any` mean the same. */
function groupChanges(
  kind: 'all' | 'any',
  parts: readonly Condition[],
  path: DocumentPath,
  facts: Facts,
): readonly Change[] {
  const other = kind === 'all' ? 'any' : 'all';
  const whole: readonly Change[] =
    parts.length < 2
      ? []
      : [
          { path, words: `\`${kind}\` becomes \`${other}\``, value: { [other]: parts } },
          { path, words: `\`${kind}\` is negated`, value: { not: { [kind]: parts } } },
          ...parts.map((part, index) => ({
            path: [...path, kind, index],
            words: `the condition ${inWords(part)} is dropped`,
            value: undefined,
          })),
        ];
  return [...whole, ...parts.flatMap((part, index) => conditionChanges(part, [...path, kind, index], facts))];
}

function leafChanges(leaf: LeafCondition, path: DocumentPath, facts: Facts): readonly Change[] {
  const { operator, value } = leaf;
  const at = [...path, 'value'];
  const from = JSON.stringify(value);
  return [
    ...NEIGHBOURS[operator].map((other) => ({
      path: [...path, 'operator'],
      words: `\`${operator}\` becomes \`${other}\``,
      value: other,
    })),
    ...otherConstants(leaf, facts).map((other) => ({
      path: at,
      words: `\`${from}\` becomes \`${JSON.stringify(other)}\``,
      value: other,
    })),
    ...(Array.isArray(value) ? value : []).map((entry, index) => ({
      path: [...at, index],
      words: `\`${JSON.stringify(entry)}\` is taken off the list`,
      value: undefined,
    })),
  ];
}

/** Other constants for a comparison. None for true, false and null: the opposite operator tests the same. */
function otherConstants({ fact, path, value }: LeafCondition, facts: Facts): readonly Json[] {
  if (typeof value === 'number') return [lowered(value), raised(value)];
  return typeof value === 'string' ? [otherText(value, referenceShape(fact, path, facts))] : [];
}

/** A different text: another declared value if there is one. */
export function otherText(value: string, shape: Shape | undefined): string {
  const declared = shape?.enum?.find((each) => typeof each === 'string' && each !== value);
  return typeof declared === 'string' ? declared : `${value} (other)`;
}

/** The declared shape of a condition's reference. */
export function referenceShape(fact: string, path: string | undefined, facts: Facts): Shape | undefined {
  const declared = facts.get(fact);
  const shape = declared && shapeAlong(declared, pathSteps(path));
  return shape === 'unknown' ? undefined : shape;
}

/** The next lower number with the same decimals. */
export const lowered = (value: number): number => stepped(value, -1);

/** The next higher number with the same decimals. */
export const raised = (value: number): number => stepped(value, 1);

function stepped(value: number, direction: 1 | -1): number {
  const decimals = /^-?\d+\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return Number((value + direction * 10 ** -decimals).toFixed(decimals));
}

/** A condition in short form. */
function inWords(condition: Condition): string {
  if (!('fact' in condition)) return `\`${Object.keys(condition)[0] ?? ''}\``;
  const { fact, path, operator, value } = condition;
  const right = isReference(value) ? referenceInWords(value) : JSON.stringify(value);
  return `\`${referenceInWords({ fact, path })} ${operator} ${right}\``;
}

/** A reference as authors write it: `order.status`. */
export const referenceInWords = ({
  fact,
  path,
}: {
  readonly fact: string;
  readonly path?: string | undefined;
}): string => `${fact}${path?.slice(1) ?? ''}`;
