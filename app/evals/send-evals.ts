import {
  type Experiment,
  type ExperimentItem,
  sendExperiment,
} from '../../adapters/tracing/langfuse-experiment.ts';
import { AgentError } from '../../core/errors.ts';
import type { Environment } from '../env.ts';
import { LANGFUSE } from '../open/open-traces.ts';
import { wallTime } from '../turns/turn-runtime.ts';
import type { EvalReport } from './eval-report.ts';

export interface SendEvals {
  readonly reports: readonly EvalReport[];
  readonly environment: Environment;
  /** Called with one line about the outcome. A failure to send fails no eval. */
  readonly say: (message: string) => void;
}

/** Sends evals to Langfuse if its keys are set, as one run over a data set for each agent. */
export async function sendEvals({ reports, environment, say }: SendEvals): Promise<void> {
  const { LANGFUSE_PUBLIC_KEY: publicKey, LANGFUSE_SECRET_KEY: secretKey } = environment;
  if (!publicKey || !secretKey) return;
  const baseUrl = environment.LANGFUSE_BASE_URL ?? environment.LANGFUSE_HOST ?? LANGFUSE;
  const time = wallTime();
  try {
    for (const report of reports)
      await sendExperiment({ publicKey, secretKey, baseUrl }, runOf(report, time));
    say(`sent to Langfuse at ${baseUrl} as \`${time}\``);
  } catch (error) {
    if (!(error instanceof AgentError) || error.code !== 'TRACES_UNAVAILABLE') throw error;
    say(error.message);
  }
}

function runOf({ agent, green, mode, scenarios, datasets }: EvalReport, time: string): Experiment {
  return {
    dataset: `trestle evals of ${agent}`,
    description: `The scenarios and data sets of evals/${agent}.`,
    run: `${agent} ${time}`,
    metadata: { green, mode },
    items: [...scenarios.map(scenarioItem), ...datasets.flatMap(rowItems)],
  };
}

const scenarioItem = (scenario: EvalReport['scenarios'][number]): ExperimentItem => ({
  id: `scenario: ${scenario.name}`,
  input: scenario.run.turns.map(({ says }) => says),
  expected: 'everything holds that the scenario expects',
  output: scenario.run.turns.map(({ outcome, reply }) => ({ outcome, reply })),
  metadata: { kind: 'scenario', name: scenario.name, file: scenario.file },
  score: scenario.passed / scenario.of,
});

const rowItems = ({ name, kind, items }: EvalReport['datasets'][number]): readonly ExperimentItem[] =>
  items.map(({ id, title, state, expected, actual }) => ({
    id: `${name}: ${id}`,
    input: title,
    expected,
    output: actual,
    metadata: { kind, name },
    score: state === 'right' ? 1 : 0,
  }));
