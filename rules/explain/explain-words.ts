import type { Json } from '../../core/values/json.ts';
import { isUnreadable, type Unreadable } from '../schemas/fact-values.ts';
import type { OPERATOR_NAMES } from '../schemas/operators.ts';
import { isReference } from '../schemas/references.ts';
import type { LeafTrace, Trace } from './explain-tree.ts';

type OperatorName = (typeof OPERATOR_NAMES)[number];

/** Each comparison in words, and its opposite. */
const WORDS: { readonly [name in OperatorName]: readonly [holds: string, fails: string] } = {
  equal: ['is', 'is not'],
  notEqual: ['is not', 'is'],
  in: ['is one of', 'is none of'],
  notIn: ['is none of', 'is one of'],
  contains: ['contains', 'does not contain'],
  doesNotContain: ['does not contain', 'contains'],
  lessThan: ['is less than', 'is at least'],
  lessThanInclusive: ['is at most', 'is more than'],
  greaterThan: ['is more than', 'is at most'],
  greaterThanInclusive: ['is at least', 'is less than'],
};

const LONGEST = 80;

/** A comparison as a sentence: `order.status is not "pending"`; `negated` says its opposite. */
export function inWords({ condition, wanted }: LeafTrace, negated = false): string {
  const [holds, fails] = WORDS[condition.operator];
  return `${subject(condition)} ${negated ? fails : holds} ${object(condition.value, wanted)}`;
}

/** A condition as a sentence without values: `order.user_id is not authenticated_user_id`. */
export function conditionInWords(condition: LeafTrace['condition']): string {
  const { operator, value } = condition;
  const right = isReference(value) ? subject(value) : valueInWords(value);
  return `${subject(condition)} ${WORDS[operator][0]} ${right}`;
}

/** The value that was compared: `it is "delivered"`, or the reason why there is none. */
export function actualInWords({ actual }: LeafTrace): string {
  return isUnreadable(actual) ? `nothing can be compared: ${actual.why}` : `it is ${valueInWords(actual)}`;
}

/** A value as people write it, cut if long. */
function valueInWords(value: Json): string {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return cut(
    Array.isArray(value) ? value.map(valueInWords).join(', ') || 'an empty list' : JSON.stringify(value),
  );
}

/** The tree of a condition, one line a part: `✓ order.status notEqual "pending" ← "delivered"`. */
export function treeLines(trace: Trace, indent = ''): readonly string[] {
  const head = `${indent}${mark(trace)} `;
  if (trace.kind !== 'leaf')
    return [`${head}${trace.kind}`, ...trace.parts.flatMap((part) => treeLines(part, `${indent}  `))];
  const { condition, actual, wanted } = trace;
  const { value, operator } = condition;
  const right = isReference(value) ? `${subject(value)} (${asWritten(wanted)})` : asWritten(value);
  return [`${head}${subject(condition)} ${operator} ${right} ← ${asWritten(actual)}`];
}

/** The left side of a comparison: `order.status`. */
function subject({ fact, path }: { readonly fact: string; readonly path?: string | undefined }): string {
  return `${fact}${path?.slice(1) ?? ''}`;
}

function object(value: LeafTrace['condition']['value'], wanted: Json | Unreadable): string {
  if (!isReference(value)) return valueInWords(value);
  return `${subject(value)} (${isUnreadable(wanted) ? wanted.why : valueInWords(wanted)})`;
}

function mark({ outcome }: Trace): string {
  return isUnreadable(outcome) ? '?' : outcome ? '✓' : '✗';
}

const asWritten = (value: Json | Unreadable) =>
  isUnreadable(value) ? value.why : cut(JSON.stringify(value));

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
