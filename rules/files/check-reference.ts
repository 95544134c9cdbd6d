import type { DocumentPath } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { pathSteps } from '../schemas/path.ts';
import { asksExistence } from '../schemas/read-leaf.ts';
import { type Shape, shapeAlong } from '../schemas/shape.ts';
import type { PolicyProblem } from './codes.ts';

/** The declared shape of a reference, or its problem. `shape` is empty if nothing is declared. */
type CheckedReference = { readonly shape: Shape } | { readonly problem: PolicyProblem };

interface Reference {
  readonly fact: string;
  readonly path?: string | undefined;
}

/** Checks that a fact and a path into it exist. `at` is the position of the reference in its file. */
export function checkReference(
  { fact, path }: Reference,
  at: DocumentPath,
  facts: ReadonlyMap<string, Fact>,
): CheckedReference {
  const declared = facts.get(fact);
  if (declared === undefined)
    return {
      problem: {
        code: 'POLICY_UNKNOWN_FACT',
        path: [...at, 'fact'],
        message: `unknown fact \`${fact}\``,
        help: suggest(fact, facts.keys()),
      },
    };
  const steps = pathSteps(path);
  if (asksExistence(steps) && mayNotExist(declared)) return { shape: { type: 'boolean' } };
  const shape = shapeAlong(declared, steps);
  if (shape !== 'unknown') return { shape: shape ?? {} };
  const depth = steps.findIndex((_, index) => shapeAlong(declared, steps.slice(0, index + 1)) === 'unknown');
  const above = shapeAlong(declared, steps.slice(0, depth));
  const siblings = above === undefined || above === 'unknown' ? [] : Object.keys(above.properties ?? {});
  return {
    problem: {
      code: 'POLICY_UNKNOWN_PATH',
      path: [...at, 'path'],
      message: `\`${fact}\` is not declared to have \`${path}\``,
      help: suggest(String(steps[depth]), siblings),
    },
  };
}

/** `$.exists` is possible for records and computed facts only. */
function mayNotExist({ source }: Fact): boolean {
  return source.from === 'record' || source.from === 'computed';
}
