import type { RecordedAction } from '../../core/ports/recorded-actions.ts';
import { inOrderOfNeed } from '../schemas/fact-order.ts';
import { isUnreadable } from '../schemas/fact-values.ts';
import type { Stake } from '../schemas/facts-schema.ts';
import { pathSteps, valueAt } from '../schemas/path.ts';
import { type RejudgementWorld, recordedFacts } from './backtest-facts.ts';

/** The amount at stake in a recorded action, in cents; null if it is not declared or not recorded. */
export async function stakeOf(
  { verdict }: RecordedAction,
  stakes: readonly Stake[],
  world: RejudgementWorld,
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
