import type { EvalReport } from '../../app/evals/eval-report.ts';
import type { ScenarioVerdict } from '../../app/evals/gate.ts';

/** Verdicts of scenarios in words. */
export const VERDICTS: { readonly [verdict in ScenarioVerdict]: string } = {
  passed: 'passed',
  broken: 'broken',
  unsteady: 'unsteady',
  'known-failure': 'known to fail',
  fixed: 'fixed',
  new: 'new',
  'new-failure': 'new and failing',
};

/** `93.1 %`. */
export const percent = (passed: number, of: number): string =>
  of === 0 ? '' : `${((100 * passed) / of).toFixed(1)} %`;

/** `41 of 44 scenarios passed, no baseline (pass^3, mode: model, 24 s)`. With pass^3 all three runs must pass. */
export function countOfScenarios({ scenarios, compared, mode, seconds }: EvalReport): string {
  const passed = scenarios.filter((scenario) => scenario.passed === scenario.of).length;
  const count = `${passed} of ${scenarios.length} scenario${scenarios.length === 1 ? '' : 's'} passed`;
  const runs = Math.min(...scenarios.map(({ of }) => of));
  const power = Number.isFinite(runs) && runs > 1 ? `pass^${runs}, ` : '';
  return `${count}${compared ? '' : ', no baseline'} (${power}mode: ${mode}, ${seconds} s)`;
}

type Dataset = EvalReport['datasets'][number];

/** The rows of a data set to show first: those that became wrong, or without a baseline all wrong ones. */
export const worseItems = ({ items, verdict }: Dataset): Dataset['items'] =>
  items.filter(({ id, state }) =>
    verdict.compared ? verdict.lost.includes(id) || verdict.misled.includes(id) : state === 'wrong',
  );
