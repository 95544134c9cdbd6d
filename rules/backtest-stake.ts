import type { DocumentPath } from '../config/source.ts';
import { suggest } from '../config/suggest.ts';
import type { RecordedAction } from '../core/ports/recorded-actions.ts';
import { type RetrialWorld, recordedFacts } from './backtest-facts.ts';
import { checkPlace } from './check-place.ts';
import type { RulesContext } from './check-rules.ts';
import { fits } from './check-types.ts';
import type { PolicyProblem } from './codes.ts';
import { inOrderOfNeed } from './fact-order.ts';
import { isUnreadable } from './fact-values.ts';
import type { Stake } from './facts-schema.ts';
import { pathSteps, valueAt } from './path.ts';
import type { Shape } from './shape.ts';

/** What is wrong with the amounts that an author declares to be at stake. */
export function checkStakes(stakes: readonly Stake[], context: RulesContext): readonly PolicyProblem[] {
  const declared = new Set<string>();
  return stakes.flatMap((stake, index): readonly PolicyProblem[] => {
    const at = ['stakes', index];
    const place = checkPlace(stake, at, context.facts);
    const wrong =
      'problem' in place
        ? undefined
        : (fits({ type: ['number', 'null'] }, place) ?? counted(stake, place.shape));
    return [
      ...stake.tools.flatMap((tool, position) =>
        checkTool(tool, [...at, 'tools', position], declared, context),
      ),
      ...('problem' in place ? [place.problem] : []),
      ...(wrong === undefined
        ? []
        : [{ code: 'POLICY_TYPE_MISMATCH' as const, path: [...at, 'fact'], ...wrong }]),
    ];
  });
}

/** The unit that is declared of the fact is that of the stake. */
function counted(stake: Stake, { currency, unit = 'whole' }: Shape) {
  if (currency === undefined || (unit === 'cents') === (stake.unit === 'cents')) return undefined;
  return {
    message: `the amount is declared in ${unit === 'cents' ? 'cents' : 'whole money'}, and the stake is in ${stake.unit}`,
  };
}

/** What was at stake in a recorded action, in cents; null when nothing is declared or it was not recorded. */
export async function stakeOf(
  { verdict }: RecordedAction,
  stakes: readonly Stake[],
  world: RetrialWorld,
): Promise<number | null> {
  const stake = stakes.find(({ tools }) => tools.includes(verdict.action.name));
  if (stake === undefined) return null;
  const catalogue = { facts: world.policy.facts, computed: world.computed };
  const question = { action: verdict.action, confirmed: false };
  const { values } = await recordedFacts(inOrderOfNeed([stake.fact], catalogue), question, verdict, world);
  const fact = values.get(stake.fact);
  const amount = fact === undefined || isUnreadable(fact) ? undefined : valueAt(fact, pathSteps(stake.path));
  if (typeof amount !== 'number') return null;
  return Math.abs(Math.round(stake.unit === 'cents' ? amount : amount * 100));
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
