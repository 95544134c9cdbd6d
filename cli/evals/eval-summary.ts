import pc from 'picocolors';
import type { EvalReport } from '../../app/evals/eval-report.ts';
import type { ScenarioVerdict } from '../../app/evals/gate.ts';
import { mismatchText } from '../../app/evals/mismatch-text.ts';
import { counted, print, table } from '../terminal/output.ts';
import { countOfScenarios, percent, VERDICTS, worseItems } from './eval-words.ts';

type Scenario = EvalReport['scenarios'][number];

/** Verdicts that are only counted in the summary. */
const QUIET: readonly ScenarioVerdict[] = ['passed', 'broken', 'new'];

/** Prints the results of an agent's evals: failures of the gate in full, everything else in a line each. */
export function showReport(report: EvalReport): void {
  const { agent, scenarios, together, datasets, heard, gone, green } = report;
  for (const scenario of scenarios.filter(({ verdict }) => verdict === 'broken')) showBroken(scenario);
  for (const { verdict, file, line, name } of scenarios.filter((each) => !QUIET.includes(each.verdict)))
    print(`${pc.yellow(VERDICTS[verdict])} ${file}:${line} ${name}`);
  const fresh = scenarios.filter(({ verdict }) => verdict === 'new').length;
  if (fresh > 0) print(`${pc.yellow('new')} ${counted(fresh, 'scenario')} that the baseline does not have`);
  for (const name of gone) print(`${pc.yellow('gone')} ${name}`);
  if (datasets.length > 0) showDatasets(report);
  if (heard.length > 0) showHeard(heard);
  if (together !== null) print(pc.red(together));
  const verdict = green ? pc.green('green') : pc.red('red');
  print(`${pc.bold(agent)} ${verdict}: ${countOfScenarios(report)}`);
}

function showBroken(scenario: Scenario): void {
  print(`${pc.red('broken')} ${pc.bold(scenario.name)}`);
  print(`${mismatchText(scenario).replaceAll(/^/gm, '  ')}\n`);
}

function showDatasets({ datasets }: EvalReport): void {
  const rows = datasets.map(({ name, kind, verdict: { red, now, compared, lost, misled, gained } }) => [
    name,
    kind,
    now.of,
    percent(now.right, now.of),
    percent(now.wrong, now.of),
    compared
      ? `${percent(compared.before.right, compared.before.of)}, ${percent(compared.before.wrong, compared.before.of)}`
      : 'new',
    lost.length,
    misled.length,
    gained.length,
    red === null ? pc.green('kept') : pc.red(red),
  ]);
  print(
    table(['data set', 'kind', 'rows', 'right', 'wrong', 'before', 'lost', 'misled', 'gained', ''], rows),
  );
  for (const dataset of datasets.filter(({ verdict }) => verdict.red !== null)) {
    const { name } = dataset;
    const lost = worseItems(dataset);
    for (const { title, expected, actual } of lost.slice(0, SHOWN))
      print(`${pc.red('worse')} ${name}: ${title}\n    expected ${expected}\n    but is   ${actual}`);
    if (lost.length > SHOWN) print(`    and ${lost.length - SHOWN} more (--html or --format json has all)`);
  }
}

function showHeard(heard: EvalReport['heard']): void {
  const rows = heard.map((count) => [count.what, count.heard, count.missed, count.false]);
  print(table(['act or slot', 'heard', 'missed', 'false'], rows));
}

/** Rows of a red data set that are shown in a terminal. */
const SHOWN = 10;
