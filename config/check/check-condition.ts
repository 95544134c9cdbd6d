import { z } from 'zod';
import type { Condition, When } from '../../core/flow.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { shapeOfArgument } from '../schemas/flow-shapes.ts';
import { argumentMismatch } from './check-argument.ts';
import { checkOnePath, type KnownNames } from './check-template.ts';

/** Checks the condition of a branch: one, or several under `all` or `any`. */
export function checkWhen(
  when: When,
  path: DocumentPath,
  names: KnownNames,
  later?: ReadonlySet<string>,
): readonly Problem[] {
  if ('value' in when) return checkCondition(when, path, names, later);
  const [key, conditions] = 'all' in when ? ['all', when.all] : ['any', when.any];
  return conditions.flatMap((condition, index) =>
    checkCondition(condition, [...path, key, index], names, later),
  );
}

/** Checks the path of a condition, and that what is compared with a number may be one. */
export function checkCondition(
  { value, atLeast, atMost }: Condition,
  path: DocumentPath,
  names: KnownNames,
  later?: ReadonlySet<string>,
): readonly Problem[] {
  const at = [...path, 'value'];
  const unknown = checkOnePath(value, at, names, later);
  if (unknown.length > 0 || (atLeast === undefined && atMost === undefined)) return unknown;
  const mismatch = argumentMismatch(shapeOfArgument(value, names), [z.number()]);
  const test = atLeast === undefined ? 'atMost' : 'atLeast';
  return mismatch
    ? [{ code: 'LINK_ARGUMENTS', path: at, ...mismatch, message: `\`${test}\` ${mismatch.message}` }]
    : [];
}
