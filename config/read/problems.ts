import type { z } from 'zod';
import { own } from '../../core/values/own.ts';
import { adviceAt, keysAt, literalsAt } from '../../core/values/schema-walk.ts';
import { kindNamed, kindOf, quotedList } from './messages.ts';
import type { DocumentPath, Problem } from './source.ts';
import { suggest } from './suggest.ts';

type Issue = z.core.$ZodIssue;

interface Reading {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** Turns a schema's issues into problems that an author can act on. */
export function problemsOf(
  issues: readonly Issue[],
  reading: Reading,
  base: DocumentPath = [],
): readonly Problem[] {
  const mistyped = new Set(
    issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => JSON.stringify(path)),
  );
  return issues
    .filter(({ code, path }) => code === 'invalid_type' || !mistyped.has(JSON.stringify(path)))
    .flatMap((issue) => problemsOfOne(issue, reading, [...base, ...issue.path]));
}

function problemsOfOne(issue: Issue, reading: Reading, path: DocumentPath): readonly Problem[] {
  if (isMissing(reading.value, path)) {
    return [
      {
        code: 'CONFIG_MISSING_KEY',
        path: path.slice(0, -1),
        message: `missing key \`${String(path.at(-1))}\``,
        help: adviceAt(reading.schema, path),
      },
    ];
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, reading, path));
  if (issue.code === 'invalid_union') return problemsOfUnion(issue.errors, issue.message, reading, path);
  if (issue.code === 'invalid_key') {
    return issue.issues.map(
      ({ message }): Problem => ({
        code: 'CONFIG_INVALID',
        path,
        key: true,
        message: `key \`${String(path.at(-1))}\` ${message}`,
      }),
    );
  }
  return [invalid(issue.message, reading, path)];
}

function unknownKey(key: string, { schema }: Reading, path: DocumentPath): Problem {
  const known = keysAt(schema, path);
  return {
    code: 'CONFIG_UNKNOWN_KEY',
    path: [...path, key],
    key: true,
    message: `unknown key \`${key}\``,
    help: known.includes(key)
      ? `only another kind of \`${String(path.at(-1))}\` takes it`
      : suggest(key, known),
  };
}

function invalid(message: string, { schema, value }: Reading, path: DocumentPath): Problem {
  const given = valueAt(value, path);
  const literals = literalsAt(schema, path);
  const help = typeof given === 'string' && !literals.includes(given) ? suggest(given, literals) : undefined;
  return { code: 'CONFIG_INVALID', path, message: `${subject(path)} ${message}`, help };
}

/** The problems of the branch of a union that the author most likely meant. */
function problemsOfUnion(
  branches: readonly Issue[][],
  message: string,
  reading: Reading,
  path: DocumentPath,
): readonly Problem[] {
  const given = valueAt(reading.value, path);
  if (branches.length === 0)
    return [invalid(`must be ${quotedList(literalsAt(reading.schema, path))}`, reading, path)];
  const mismatches = branches
    .flat()
    .filter(
      ({ code, path: inner }) => inner.length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
    );
  if (mismatches.length === branches.flat().length)
    return [invalid(wanted(mismatches, given), reading, path)];

  const scored = branches.map((issues) => ({ issues, score: mismatch(issues, given) }));
  const least = Math.min(...scored.map(({ score }) => score));
  const [best, ...others] = scored.filter(({ score }) => score === least);
  if (best && others.length === 0) return problemsOf(best.issues, reading, path);
  return noBranch(given, message, reading, path);
}

function noBranch(given: unknown, message: string, reading: Reading, path: DocumentPath): readonly Problem[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return [invalid(message, reading, path)];
  const known = keysAt(reading.schema, path);
  const keys = Object.keys(given);
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length > 0) return unknown.map((key) => unknownKey(key, reading, path));
  const text =
    keys.length === 0 ? `needs a key` : `cannot have ${quotedList(keys).replace(' or ', ' and ')} together`;
  return [
    {
      code: 'CONFIG_INVALID',
      path,
      message: `${subject(path)} ${text}`,
      help: `known here: ${quotedList([...new Set(known)])}`,
    },
  ];
}

/** Counts a branch's faults at its own level; faults further inside do not count. */
function mismatch(issues: readonly Issue[], given: unknown): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return sum + issue.keys.length;
    if (['invalid_type', 'invalid_value'].includes(issue.code) && issue.path.length === 0) return sum + 100;
    return sum + (issue.path.length === 1 && isMissing(given, issue.path) ? 1 : 0);
  }, 0);
}

function wanted(mismatches: readonly Issue[], given: unknown): string {
  const kinds = mismatches.flatMap((issue) =>
    issue.code === 'invalid_type' ? [kindNamed(issue.expected)] : [],
  );
  const values = mismatches.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []));
  const all = [...new Set(kinds), ...(values.length > 0 ? [quotedList(values)] : [])].join(' or ');
  return given === null ? 'has no value' : `must be ${all}, not ${kindOf(given)}`;
}

function isMissing(value: unknown, path: DocumentPath): boolean {
  return path.length > 0 && typeof path.at(-1) === 'string' && valueAt(value, path) === undefined;
}

function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((at, segment) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return own(at as { readonly [key: string]: unknown }, String(segment));
  }, value);
}

/** The last key and the positions after it: `` `options[2]` ``. */
function subject(path: DocumentPath): string {
  const from = path.findLastIndex((segment) => typeof segment === 'string');
  if (path.length === 0) return 'the file';
  const positions = path.slice(from + 1).map((segment) => `[${String(segment)}]`);
  return `\`${from < 0 ? '' : String(path[from])}${positions.join('')}\``;
}
