import type { DocumentPath } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Stake } from '../schemas/facts-schema.ts';
import type { Shape } from '../schemas/shape.ts';
import { checkReference } from './check-reference.ts';
import type { RulesContext } from './check-rules.ts';
import { fits } from './check-types.ts';
import type { PolicyProblem } from './codes.ts';

/** Problems of the declared stakes. */
export function checkStakes(stakes: readonly Stake[], context: RulesContext): readonly PolicyProblem[] {
  const declared = new Set<string>();
  return stakes.flatMap((stake, index): readonly PolicyProblem[] => {
    const at = ['stakes', index];
    const reference = checkReference(stake, at, context.facts);
    const wrong =
      'problem' in reference
        ? undefined
        : (fits({ type: ['number', 'null'] }, reference) ?? counted(stake, reference.shape));
    return [
      ...stake.tools.flatMap((tool, position) =>
        checkTool(tool, [...at, 'tools', position], declared, context),
      ),
      ...('problem' in reference ? [reference.problem] : []),
      ...(wrong === undefined
        ? []
        : [{ code: 'POLICY_TYPE_MISMATCH' as const, path: [...at, 'fact'], ...wrong }]),
    ];
  });
}

/** Reports a stake whose unit differs from the unit of its fact. */
function counted(stake: Stake, { currency, unit = 'whole' }: Shape) {
  if (currency === undefined || (unit === 'cents') === (stake.unit === 'cents')) return undefined;
  return {
    message: `the amount is declared in ${unit === 'cents' ? 'cents' : 'whole money'}, and the stake is in ${stake.unit}`,
  };
}

function checkTool(
  name: string,
  path: DocumentPath,
  declared: Set<string>,
  { tools }: RulesContext,
): readonly PolicyProblem[] {
  if (!tools.has(name))
    return [
      {
        code: 'POLICY_UNKNOWN_TOOL',
        path,
        message: `unknown tool \`${name}\``,
        help: suggest(name, tools.keys()),
      },
    ];
  if (declared.has(name))
    return [{ code: 'POLICY_DUPLICATE_STAKE', path, message: `\`${name}\` has a stake already` }];
  declared.add(name);
  return [];
}
