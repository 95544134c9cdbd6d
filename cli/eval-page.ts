import type { EvalReport } from '../app/evals/eval-report.ts';
import { rateInterval } from '../app/evals/rate-interval.ts';
import type { ItemResult } from '../app/evals/results.ts';
import { transcript } from './eval-transcript.ts';
import { countOfScenarios, lostItems, percent, VERDICTS } from './eval-words.ts';
import { type Html, html, trusted } from './pages/html.ts';
import { page, section, tableOf } from './pages/page.ts';

type Dataset = EvalReport['datasets'][number];
type Scenario = EvalReport['scenarios'][number];

/** What the evals came to as one page: what changed first, everything else folded away. */
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
  const changed = scenarios.filter(({ verdict }) => verdict !== 'passed');
  return [
    section(agent, inShort(report)),
    ...(changed.length === 0
      ? []
      : [section(`${agent}: scenarios that changed`, ...changed.map(scenarioOf))]),
    ...(datasets.length === 0
      ? []
      : [section(`${agent}: data sets`, datasetsTable(datasets), ...datasets.map(rowsOf))]),
    ...(scenarios.length === 0 ? [] : [section(`${agent}: all scenarios`, allScenarios(scenarios))]),
  ];
}

function inShort(report: EvalReport): Html {
  const { green, together, gone, mode, seconds } = report;
  const verdict = green ? html`<span class="good">green</span>` : html`<span class="bad">red</span>`;
  const words = [
    ...(together === null ? [] : [html`<p class="bad">${together}.</p>`]),
    ...(gone.length === 0 ? [] : [html`<p>No longer there, though in the baseline: ${gone.join('; ')}.</p>`]),
  ];
  return html`<p>${verdict}: ${countOfScenarios(report)} (mode: ${mode}, ${seconds} s).</p>${words}`;
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

function datasetsTable(datasets: readonly Dataset[]): Html {
  return tableOf({
    caption:
      'Rates with the range in which the true one lies with 95 % assurance; the change is that of the same rows',
    headings: [
      'data set',
      'kind',
      'right',
      'of',
      'rate',
      'between',
      'baseline',
      'change',
      'lost',
      'gained',
      '',
    ],
    rows: datasets.map(({ name, kind, verdict }) => {
      const { passed, of, compared, difference, lost, gained, red, reason } = verdict;
      const { low, high } = rateInterval(passed, of);
      return [
        name,
        kind,
        passed,
        of,
        percent(passed, of),
        `${percent(low, 1)} to ${percent(high, 1)}`,
        compared ? percent(compared.before, compared.of) : 'none',
        difference ? points(difference) : '',
        lost.length,
        gained.length,
        html`<span class="${red ? 'bad' : 'good'}">${red ? (reason ?? 'red') : 'kept'}</span>`,
      ];
    }),
  });
}

const points = ({ difference, low, high }: NonNullable<Dataset['verdict']['difference']>): string => {
  const signed = (share: number) => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`;
  return difference === 0 ? 'none' : `${signed(difference)} points (${signed(low)} to ${signed(high)})`;
};

function rowsOf(dataset: Dataset): Html {
  const { name, items, verdict } = dataset;
  const lost = lostItems(dataset);
  const gained = items.filter(({ id }) => verdict.gained.includes(id));
  const wrong = items.filter(({ passed }) => !passed);
  const table = (caption: string, rows: readonly ItemResult[]): readonly Html[] =>
    rows.length === 0 ? [] : [itemsTable(`${name}: ${caption}`, rows)];
  const all =
    wrong.length > lost.length ? [folded(`${name}: all that are wrong (${wrong.length})`, wrong)] : [];
  return html`${[
    ...table(verdict.compared ? 'were right and are not' : 'are not right', lost),
    ...table('were wrong and are right', gained),
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
