import type { EvalReport } from '../../app/evals/eval-report.ts';
import type { ScenarioVerdict } from '../../app/evals/gate.ts';
import { rateInterval } from '../../app/evals/rate-interval.ts';
import type { ItemResult } from '../../app/evals/results.ts';
import type { PairedDifference } from '../../confidence/paired-difference.ts';
import { type Html, html, trusted } from '../terminal/html.ts';
import { page, section, tableOf } from '../terminal/page.ts';
import { transcript } from './eval-transcript.ts';
import { countOfScenarios, percent, VERDICTS, worseItems } from './eval-words.ts';

type Dataset = EvalReport['datasets'][number];
type Scenario = EvalReport['scenarios'][number];

/** Verdicts to show, worst first. */
const CHANGES: readonly ScenarioVerdict[] = ['broken', 'unsteady', 'new-failure', 'fixed'];

/** The results of the evals as one page: changes first, everything else folded. */
export function evalPage(reports: readonly EvalReport[]): string {
  const red = reports.filter(({ green }) => !green);
  const names = reports.map(({ agent }) => agent).join(', ');
  return page({
    title: `Evals of ${names}: ${red.length === 0 ? 'green' : 'red'}`,
    about:
      red.length === 0
        ? 'Nothing that was right has become wrong.'
        : `Something that was right is not any more: ${red.map(({ agent }) => agent).join(', ')}.`,
    sections: reports.flatMap(agentSections),
  });
}

function agentSections(report: EvalReport): readonly Html[] {
  const { agent, scenarios, datasets } = report;
  const changed = scenarios
    .filter(({ verdict }) => CHANGES.includes(verdict))
    .toSorted((a, b) => CHANGES.indexOf(a.verdict) - CHANGES.indexOf(b.verdict));
  const known = scenarios.filter(({ verdict }) => verdict === 'known-failure');
  return [
    section(agent, inShort(report)),
    ...(datasets.length === 0
      ? []
      : [section(`${agent}: data sets`, datasetsTable(datasets), ...datasets.map(rowsOf))]),
    ...(report.heard.length === 0 ? [] : [section(`${agent}: acts and slots`, heardTable(report.heard))]),
    ...(changed.length === 0
      ? []
      : [section(`${agent}: scenarios that changed`, ...changed.map(scenarioOf))]),
    ...(known.length === 0 ? [] : [section(`${agent}: scenarios known to fail`, ...known.map(scenarioOf))]),
    ...(scenarios.length === 0 ? [] : [section(`${agent}: all scenarios`, allScenarios(scenarios))]),
  ];
}

function inShort(report: EvalReport): Html {
  const { green, together, gone } = report;
  const verdict = green ? html`<span class="good">green</span>` : html`<span class="bad">red</span>`;
  const words = [
    ...(together === null ? [] : [html`<p class="bad">${together}.</p>`]),
    ...(gone.length === 0 ? [] : [html`<p>No longer there, though in the baseline: ${gone.join('; ')}.</p>`]),
  ];
  return html`<p>${verdict}: ${countOfScenarios(report)}.</p>${words}`;
}

function scenarioOf(scenario: Scenario): Html {
  const { name, verdict, file, line, why, passed, of, run } = scenario;
  const runs = of === 1 ? '' : `, ${passed} of ${of} runs pass`;
  return html`<details${trusted(verdict === 'broken' ? ' open' : '')}>
<summary><span class="${verdict === 'broken' ? 'bad' : verdict === 'fixed' ? 'good' : ''}">${VERDICTS[verdict]}</span> ${name}</summary>
<p><code>${file}:${line}</code>${runs}${why === null ? '' : `. Why it matters: ${why}`}</p>
${transcript(run)}
</details>
`;
}

function heardTable(heard: EvalReport['heard']): Html {
  return tableOf({
    caption: 'What the messages say, as the scenarios expect it, and what was heard',
    headings: ['act or slot', 'heard', 'missed', 'false'],
    rows: heard.map((count) => [count.what, count.heard, count.missed, count.false]),
  });
}

function datasetsTable(datasets: readonly Dataset[]): Html {
  return tableOf({
    caption:
      'Rows that are right and wrong (the others got no answer), the range in which the true rate lies with 95 % assurance, and what changed for the same rows since the baseline',
    headings: [
      'data set',
      'kind',
      'rows',
      'right',
      'between',
      'change',
      'wrong',
      'change',
      'lost',
      'misled',
      'gained',
      '',
    ],
    rows: datasets.map(({ name, kind, verdict }) => {
      const { red, now, compared, lost, misled, gained } = verdict;
      const { low, high } = rateInterval(now.right, now.of);
      return [
        whole(name),
        whole(kind),
        now.of,
        whole(percent(now.right, now.of)),
        `${percent(low, 1)} to ${percent(high, 1)}`,
        compared ? points(compared.right) : 'new',
        percent(now.wrong, now.of),
        compared ? points(opposite(compared.harmless)) : 'new',
        lost.length,
        misled.length,
        gained.length,
        html`<span class="${red === null ? 'good' : 'bad'}">${red ?? 'kept'}</span>`,
      ];
    }),
  });
}

/** Text that does not wrap in a narrow table. */
const whole = (text: string): Html => html`<span style="white-space: nowrap">${text}</span>`;

type Difference = Pick<PairedDifference, 'difference' | 'low' | 'high'>;

/** The difference in failures, from the difference in passes. */
const opposite = ({ difference, low, high }: Difference): Difference => ({
  difference: -difference,
  low: -high,
  high: -low,
});

const points = ({ difference, low, high }: Difference): string => {
  const signed = (share: number) => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`;
  return difference === 0 ? 'none' : `${signed(difference)} points (${signed(low)} to ${signed(high)})`;
};

function rowsOf(dataset: Dataset): Html {
  const { name, items, verdict } = dataset;
  const lost = worseItems(dataset);
  const gained = items.filter(({ id }) => verdict.gained.includes(id));
  const wrong = items.filter(({ state }) => state !== 'right');
  const table = (caption: string, rows: readonly ItemResult[]): readonly Html[] =>
    rows.length === 0 ? [] : [itemsTable(`${name}: ${caption}`, rows)];
  const all =
    wrong.length > lost.length ? [folded(`${name}: all that are not right (${wrong.length})`, wrong)] : [];
  return html`${[
    ...table(verdict.compared ? 'were right and are not, or were unsure and are wrong' : 'are wrong', lost),
    ...table('were not right and are', gained),
    ...all,
  ]}`;
}

const folded = (summary: string, rows: readonly ItemResult[]): Html =>
  html`<details><summary>${summary}</summary>${itemsTable(summary, rows)}</details>\n`;

function itemsTable(caption: string, rows: readonly ItemResult[]): Html {
  return tableOf({
    caption,
    headings: ['row', 'expected', 'but is'],
    rows: rows.map(({ title, expected, actual }) => [title, expected, actual]),
  });
}

function allScenarios(scenarios: readonly Scenario[]): Html {
  const table = tableOf({
    caption: 'Every scenario',
    headings: ['scenario', 'file', 'passed', 'of', ''],
    rows: scenarios.map(({ name, file, line, passed, of, verdict }) => [
      name,
      `${file}:${line}`,
      passed,
      of,
      VERDICTS[verdict],
    ]),
  });
  return html`<details><summary>${scenarios.length} scenarios</summary>${table}</details>\n`;
}
