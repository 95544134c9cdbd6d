import type { z } from 'zod';
import { own } from '../../core/values/own.ts';

const KINDS: { readonly [type: string]: string } = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  null: 'empty',
};

/** A value's kind in an author's words: `a list`. */
export function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? typeof value;
}

/** A type's name in an author's words: `a whole number`. */
export const kindNamed = (type: string): string => own(KINDS, type) ?? type;

/** `` `a`, `b` or `c` ``. */
export function quotedList(values: readonly unknown[]): string {
  const quoted = values.map((value) => `\`${String(value)}\``);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

type SizeIssue = z.core.$ZodRawIssue & {
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  inclusive?: boolean;
};

const UNITS: { readonly [origin: string]: readonly [one: string, many: string] } = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  object: ['key', 'keys'],
};

function counted(limit: number | bigint | undefined, origin: string | undefined): string | undefined {
  const unit = own(UNITS, origin ?? '');
  return unit && `${limit} ${Number(limit) === 1 ? unit[0] : unit[1]}`;
}

function tooSmall({ origin, minimum, inclusive }: SizeIssue): string {
  const amount = counted(minimum, origin);
  if (amount) return `needs at least ${amount}`;
  return inclusive === false ? `must be more than ${minimum}` : `must be at least ${minimum}`;
}

function tooBig({ origin, maximum, inclusive }: SizeIssue): string {
  const amount = counted(maximum, origin);
  if (amount) return `may have at most ${amount}`;
  return inclusive === false ? `must be less than ${maximum}` : `must be at most ${maximum}`;
}

/** The error as a predicate that follows the key's name: `must be a list`. A schema's own message wins. */
export const predicate: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === null
        ? 'has no value'
        : `must be ${kindNamed(issue.expected)}, not ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${quotedList(issue.values)}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'must be a time such as `2024-05-15T15:00:00-05:00`'
        : `must match \`${issue.pattern ?? issue.format}\``;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    default:
      return 'is not valid';
  }
};
