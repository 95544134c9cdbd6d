import { afterAll, describe, inject, type TestContext, test } from 'vitest';
import { type ReadDataset, readEvals, type ScenarioFile } from '../../config/read/read-evals.ts';
import type { Scenario } from '../../config/schemas/scenario-schema.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { own } from '../../core/values/own.ts';
import { readEnvironment } from '../env.ts';
import { type OpenedOffline, openOffline } from '../open/open-offline.ts';
import { type Baseline, readBaseline } from './baseline.ts';
import { datasetVerdict, scenarioVerdict } from './gate.ts';
import { judgeDataset } from './judge/judge-dataset.ts';
import { mismatchText } from './mismatch-text.ts';
import { wanted } from './plan.ts';
import { playScenario } from './play-scenario.ts';
import type { DatasetResult, ScenarioResult } from './results.ts';
import { runScenario } from './run-scenario.ts';

const plan = inject('trestle');

for (const agent of plan.agents) await register(agent);

/** Registers one test for each scenario and data set of the agent. Results are returned in the test's meta. */
async function register(agent: string): Promise<void> {
  const { root, dataDir, repeats } = plan;
  const { evals: read } = await readEvals(root, agent);
  const baseline = unwrap(await readBaseline(root, agent));
  const evals = await openOffline({ root, agent, dataDir, environment: readEnvironment() });
  const suite = { evals, baseline, times: repeats ?? read.suite.repeats };
  for (const file of read.files)
    group(file.file, file.scenarios, (scenario) => registerScenario(suite, file, scenario));
  const datasets = read.datasets.map((each) => ({ name: each.dataset.name, read: each }));
  group(`evals/${agent}/suite.yaml`, datasets, (each) => registerDataset(suite, each.read));
  afterAll(() => evals.close());
}

interface OpenedSuite {
  readonly evals: OpenedOffline;
  readonly baseline: Baseline | null;
  readonly times: number;
}

/** Declares a group unless it is empty: vitest reports empty groups as errors. */
function group<T extends { readonly name: string }>(
  name: string,
  all: readonly T[],
  each: (entry: T) => void,
): void {
  const entries = all.filter((entry) => wanted(plan, entry.name));
  if (entries.length > 0) describe(name, () => entries.forEach(each));
}

function registerScenario(
  suite: OpenedSuite,
  { file, source, scenarios }: ScenarioFile,
  scenario: Scenario,
): void {
  const { name, why = null } = scenario;
  const { line } = source.locate(['scenarios', scenarios.indexOf(scenario)]);
  test(name, async (context) => {
    const result = { name, why, file, line, ...(await play(suite, scenario)) };
    report(context, suite.evals, { scenario: result });
    settleScenario(context, result, suite.baseline);
  });
}

function play({ evals, baseline, times }: OpenedSuite, scenario: Scenario) {
  return runScenario({
    play: () => playScenario(evals, scenario),
    repeats: times,
    before: own(baseline?.scenarios, scenario.name),
    steady: evals.model === null,
  });
}

function registerDataset({ evals, baseline }: OpenedSuite, read: ReadDataset): void {
  const { root, dataDir } = plan;
  test(read.dataset.name, async (context) => {
    const result = await judgeDataset(evals, { root, dataDir, read });
    report(context, evals, { dataset: result });
    const { red, now } = datasetVerdict(result, baseline);
    if (red !== null) throw failure(`${red} (${now.right} of ${now.of} are right, ${now.wrong} wrong)`);
  });
}

type Found = { readonly scenario: ScenarioResult } | { readonly dataset: DatasetResult };

function report({ task }: TestContext, { declaration, model }: OpenedOffline, found: Found): void {
  const mode = model === null ? 'embedded' : 'model';
  task.meta.trestle = { agent: declaration.config.name, mode, ...found };
}

function settleScenario(context: TestContext, result: ScenarioResult, baseline: Baseline | null): void {
  const verdict = scenarioVerdict(result, baseline);
  if (verdict === 'broken') throw failure(mismatchText(result));
  if (result.passed < result.of) context.skip(`${verdict}\n${mismatchText(result)}`);
}

/** An error without a stack, which would point into this file. */
function failure(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
