import type { z } from '@hono/zod-openapi';
import { schemaFaults } from '../core/values/schema-faults.ts';
import { type FieldError, ProblemError } from './problem.ts';

const SHOWN_ERRORS = 20;
/** The largest numbers of characters of a path and of a message. */
const PATH = 100;
const MESSAGE = 300;

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** The error of a request that breaks its schema: every fault with its path, the first three in the detail. */
export function requestInvalid(errors: readonly FieldError[]): ProblemError {
  const shown = errors.slice(0, SHOWN_ERRORS);
  const sentences = shown.slice(0, 3).map((error) => {
    const at = error.path === '' ? error.in : `${error.in}.${error.path}`;
    return `${at}: ${error.message}`;
  });
  return new ProblemError('REQUEST_INVALID', sentences.join('; '), { errors: shown });
}

/** A schema's issues about a part of a request as field errors. */
export function fieldErrors(
  part: FieldError['in'],
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
): readonly FieldError[] {
  return schemaFaults(issues, value).map(({ path, message }) => ({
    in: part,
    path: short(path, PATH),
    message: short(message, MESSAGE),
  }));
}
