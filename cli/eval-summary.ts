import pc from 'picocolors';
import type { EvalReport } from '../app/evals/eval-report.ts';
import { mismatchText } from '../app/evals/mismatch-text.ts';
import { countOfScenarios, lostItems, percent, VERDICTS } from './eval-words.ts';
import { print, table } from './output.ts';

type Scenario = EvalReport['scenarios'][number];

/** Prints what an agent's evals came to: what closes the gate in full, the rest in a line each. */
export function showReport(report: EvalReport): void {
  const { agent, scenarios, together, datasets, gone, green, mode, seconds } = report;
  for (const scenario of scenarios.filter(({ verdict }) => verdict === 'broken')) showBroken(scenario);
  for (const scenario of scenarios.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'broken'))
    print(`${pc.yellow(VERDICTS[scenario.verdict])} ${scenario.file}:${scenario.line} ${scenario.name}`);
  for (const name of gone) print(`${pc.yellow('gone')} ${name}`);
  if (datasets.length > 0) showDatasets(report);
  if (together !== null) print(pc.red(together));
  const verdict = green ? pc.green('green') : pc.red('red');
  print(`${pc.bold(agent)} ${verdict}: ${countOfScenarios(report)} (mode: ${mode}, ${seconds} s)`);
}

function showBroken(scenario: Scenario): void {
  print(`${pc.red('broken')} ${pc.bold(scenario.name)}`);
  print(`${mismatchText(scenario).replaceAll(/^/gm, '  ')}\n`);
}

function showDatasets({ datasets }: EvalReport): void {
  const rows = datasets.map(({ name, kind, verdict }) => [
    name,
    kind,
    verdict.passed,
    verdict.of,
    percent(verdict.passed, verdict.of),
    verdict.compared ? percent(verdict.compared.before, verdict.compared.of) : 'new',
    verdict.lost.length,
    verdict.gained.length,
    verdict.red ? pc.red(verdict.reason ?? 'red') : pc.green('kept'),
  ]);
  print(table(['data set', 'kind', 'right', 'rows', 'rate', 'before', 'lost', 'gained', ''], rows));
  for (const dataset of datasets.filter(({ verdict }) => verdict.red)) {
    const { name } = dataset;
    const lost = lostItems(dataset);
    for (const { title, expected, actual } of lost.slice(0, SHOWN))
      print(`${pc.red('lost')} ${name}: ${title}\n    expected ${expected}\n    but is   ${actual}`);
    if (lost.length > SHOWN) print(`    and ${lost.length - SHOWN} more (--html or --format json has all)`);
  }
}

/** Rows of a red data set that a terminal is good for. */
const SHOWN = 10;
