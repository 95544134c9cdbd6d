import type { z } from 'zod';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Scenario, ScenariosFile } from '../schemas/scenario-schema.ts';
import { type Dataset, IntentRow, RetrievalRow, type Suite, SuiteFile } from '../schemas/suite-schema.ts';
import { byLocation } from './parse-file.ts';
import { byEnding, readParsed } from './read-agent.ts';
import { listFolder } from './read-folder.ts';
import { type Row, readRows } from './read-rows.ts';
import type { Source } from './source.ts';

/** A file of scenarios with its source. */
export interface ScenarioFile {
  /** Relative to the project. */
  readonly file: string;
  readonly source: Source;
  readonly scenarios: readonly Scenario[];
}

/** A data set with its rows. `policy` and `runs` have none here: theirs are elsewhere or of another shape. */
export interface ReadDataset {
  readonly dataset: Dataset;
  /** Relative to the project. For `policy` it is the suite's own file. */
  readonly file: string;
  readonly messages: readonly Row<z.output<typeof IntentRow>>[];
  readonly questions: readonly Row<z.output<typeof RetrievalRow>>[];
}

/** The content of `evals/<agent>/`. */
export interface AgentEvals {
  readonly agent: string;
  readonly files: readonly ScenarioFile[];
  readonly suite: Suite;
  readonly datasets: readonly ReadDataset[];
}

/** The readable part of an agent's evals, and the problems of the rest. */
export interface ReadEvals {
  readonly evals: AgentEvals;
  readonly diagnostics: readonly Diagnostic[];
}

const SUITE = 'suite';

/** Reads `evals/<agent>/`: scenarios, the suite and its data sets. All of them are optional. */
export async function readEvals(root: string, agent: string): Promise<ReadEvals> {
  const folder = `evals/${agent}`;
  const { named, diagnostics } = byEnding(await listFolder(root, folder), '.yaml', ['.yml']);
  const topics = named.filter(({ name }) => name !== SUITE);
  const read = await Promise.all(topics.map(({ file }) => readParsed(root, file, ScenariosFile)));
  const files = read.flatMap(({ parsed }) =>
    parsed ? [{ file: parsed.source.file, source: parsed.source, scenarios: parsed.value.scenarios }] : [],
  );
  const suite = named.some(({ name }) => name === SUITE)
    ? await readParsed(root, `${folder}/${SUITE}.yaml`, SuiteFile)
    : { parsed: undefined, diagnostics: [] };
  const value = suite.parsed?.value ?? { datasets: [], repeats: 1 };
  const datasets = await Promise.all(value.datasets.map((dataset) => readDataset(root, folder, dataset)));
  return {
    evals: { agent, files, suite: value, datasets: datasets.map(({ read: each }) => each) },
    diagnostics: [
      ...diagnostics,
      ...read.flatMap((each) => each.diagnostics),
      ...suite.diagnostics,
      ...datasets.flatMap((each) => each.diagnostics),
      ...sharedNames(files),
      ...(suite.parsed ? sharedDatasets(value, suite.parsed.source) : []),
    ].toSorted(byLocation),
  };
}

async function readDataset(root: string, folder: string, dataset: Dataset) {
  const file = dataset.kind === 'policy' ? `${folder}/${SUITE}.yaml` : `${folder}/${dataset.file}`;
  const none = { dataset, file, messages: [], questions: [] };
  if (dataset.kind === 'intents') {
    const { rows: messages, diagnostics } = await readRows(root, file, IntentRow);
    return { read: { ...none, messages }, diagnostics };
  }
  if (dataset.kind === 'retrieval') {
    const { rows: questions, diagnostics } = await readRows(root, file, RetrievalRow);
    return { read: { ...none, questions }, diagnostics };
  }
  return { read: none, diagnostics: [] };
}

/** Reports names that two scenarios share: reports, the baseline and `--grep` know a scenario by its name. */
function sharedNames(files: readonly ScenarioFile[]): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, source, scenarios }) =>
    scenarios.flatMap(({ name }, index) => {
      const taken = first.get(name);
      first.set(name, taken ?? file);
      if (taken === undefined) return [];
      const message = `there is a scenario \`${name}\` in \`${taken}\` already`;
      return [source.diagnose({ code: 'LINK_TAKEN', path: ['scenarios', index, 'name'], message })];
    }),
  );
}

function sharedDatasets({ datasets }: Suite, source: Source): readonly Diagnostic[] {
  return datasets.flatMap(({ name }, index) => {
    if (datasets.findIndex((other) => other.name === name) === index) return [];
    const message = `data set \`${name}\` is declared twice`;
    return [source.diagnose({ code: 'LINK_TAKEN', path: ['datasets', index, 'name'], message })];
  });
}
