import type { z } from 'zod';
import { own } from './own.ts';

type Issue = z.core.$ZodIssue;

/** A fault of a value against a schema, in words for clients, models and people who write rows. */
export interface SchemaFault {
  /** The place: `items[6].sku`; empty for the whole value. */
  readonly path: string;
  readonly message: string;
}

/** The largest number of a union's alternatives that are told. */
const ALTERNATIVES = 6;
const MISSING = 'the key is missing';

/** Words a schema's issues about a value. A missing key is named, an unknown one is reported at the key. */
export function schemaFaults(issues: readonly Issue[], value: unknown): readonly SchemaFault[] {
  return issues.flatMap((issue): readonly SchemaFault[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: keyPath([...issue.path, key]),
        message: `unknown key \`${key}\``,
      }));
    return [{ path: keyPath(issue.path), message: messageOf(issue, value) }];
  });
}

/** The faults in one line; `whole` names the whole value. */
export function faultsText(issues: readonly Issue[], value: unknown, whole = ''): string {
  return schemaFaults(issues, value)
    .map(({ path, message }) => `${path === '' && whole === '' ? '' : `\`${path || whole}\`: `}${message}`)
    .join('; ');
}

/** Keys joined by dots, positions in brackets: `items[6].sku`. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? String(segment) : `${text}.${String(segment)}`;
  }, '');
}

function messageOf(issue: Issue, value: unknown): string {
  if (isMissing(value, issue.path)) return MISSING;
  const said = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  if (issue.code === 'invalid_key') return `${said}: ${inner(issue.issues, undefined)}`;
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return said;
  const given = valueAt(value, issue.path);
  const told = issue.errors.slice(0, ALTERNATIVES).map((each, at) => `(${at + 1}) ${inner(each, given)}`);
  const more = issue.errors.length - told.length;
  return `fits no alternative: ${told.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

const inner = (issues: readonly Issue[], value: unknown): string =>
  faultsText(issues, value).replaceAll('invalid input: ', '').replaceAll('; ', ' and ');

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  return typeof path.at(-1) === 'string' && valueAt(value, path) === undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, segment) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return own(at as { readonly [key: string]: unknown }, String(segment));
  }, value);
}
