import type { DocumentPath } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Fact, FactSource } from '../schemas/facts-schema.ts';
import { pathSteps } from '../schemas/path.ts';
import { type Shape, shapeAlong } from '../schemas/shape.ts';
import { checkReference } from './check-reference.ts';
import type { RulesContext } from './check-rules.ts';
import { fits } from './check-types.ts';
import type { PolicyProblem } from './codes.ts';

type WindowSource = Extract<FactSource, { from: 'window' }>;

const NUMBER: Shape = { type: 'number' };

/** Problems of a fact over a window of the customer's actions. Its tools exist. */
export function checkWindow(
  fact: Fact,
  { tools, sum }: WindowSource,
  path: DocumentPath,
  context: RulesContext,
): readonly PolicyProblem[] {
  const wrong = fits(fact, { shape: NUMBER });
  const type: readonly PolicyProblem[] =
    wrong === undefined
      ? []
      : [
          {
            code: 'POLICY_TYPE_MISMATCH',
            path: [...path.slice(0, -1), 'type'],
            message: `a count or a sum is a number: ${wrong.message}`,
          },
        ];
  if (sum === undefined) return type;
  const at = [...path, 'sum'];
  const amounts =
    'fact' in sum
      ? checkFact(sum, at, context)
      : tools.flatMap((tool) => checkArgument(tool, sum.path, at, context));
  return [...type, ...amounts];
}

function checkFact(
  sum: { readonly fact: string; readonly path?: string | undefined },
  at: DocumentPath,
  { facts }: RulesContext,
): readonly PolicyProblem[] {
  const reference = checkReference(sum, at, facts);
  return 'problem' in reference ? [reference.problem] : notNumber(reference.shape, at);
}

function checkArgument(
  tool: string,
  path: string,
  at: DocumentPath,
  { tools }: RulesContext,
): readonly PolicyProblem[] {
  const shape = tools.get(tool)?.shape ?? {};
  const found = shapeAlong(shape, pathSteps(path));
  if (found !== 'unknown') return notNumber(found ?? {}, [...at, 'path']);
  const [first] = pathSteps(path);
  return [
    {
      code: 'POLICY_UNKNOWN_ARGUMENT',
      path: [...at, 'path'],
      message: `\`${tool}\` has no argument \`${path}\``,
      help: suggest(String(first), Object.keys(shape.properties ?? {})),
    },
  ];
}

function notNumber(shape: Shape, path: DocumentPath): readonly PolicyProblem[] {
  const wrong = fits(NUMBER, { shape });
  return wrong === undefined
    ? []
    : [{ code: 'POLICY_TYPE_MISMATCH', path, message: `only numbers can be added up: ${wrong.message}` }];
}
