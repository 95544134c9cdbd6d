import type { z } from '@hono/zod-openapi';
import { type FieldError, ProblemError } from './problem.ts';

const SHOWN_ERRORS = 20;
const SHOWN_CHARACTERS = 100;

const short = (text: string) =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

const uncapitalized = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const joined = (...keys: readonly PropertyKey[]) => short(keys.map(String).join('.'));

/** The error of a request that breaks its schema: every fault with its path, the first three in the detail. */
export function requestInvalid(errors: readonly FieldError[]): ProblemError {
  const shown = errors.slice(0, SHOWN_ERRORS);
  const sentences = shown.slice(0, 3).map((error) => {
    const at = error.path === '' ? error.in : `${error.in}.${error.path}`;
    return `${at}: ${error.message}`;
  });
  return new ProblemError('REQUEST_INVALID', sentences.join('; '), { errors: shown });
}

/** A schema's issues as field errors. An unknown key is reported at the key. */
export function fieldErrors(
  part: FieldError['in'],
  issues: readonly z.core.$ZodIssue[],
): readonly FieldError[] {
  return issues.flatMap((issue): FieldError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          in: part,
          path: joined(...issue.path, key),
          message: `unknown key \`${short(key)}\``,
        }))
      : [{ in: part, path: joined(...issue.path), message: uncapitalized(issue.message) }],
  );
}
