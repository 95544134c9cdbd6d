import { basename, join, resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { IntentsHarness } from '../../app/measure/intents-harness.ts';
import type { ExamplesIntents } from '../../app/measure/intents-harness-files.ts';
import { printError } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';

/** Options of the classifier that is trained on files. */
export interface ExamplesOptions {
  readonly examples: string;
  readonly outOfScope: string;
  readonly error: number;
  readonly assurance: number;
  readonly data?: string;
}

/** The options of every command that trains on a file of examples, without the file itself. */
export const examplesOptions = (): readonly Option[] => [
  new Option('--out-of-scope <label>', 'the label that stands for everything else').default('oos'),
  new Option('--error <share>', 'how much of what is acted on may be wrong').argParser(share).default(0.05),
  new Option('--assurance <share>', 'how certain that is to be').argParser(share).default(0.95),
  dataOption(),
];

/** `--data`, for commands that keep trained models. */
export const dataOption = (): Option =>
  new Option('--data <folder>', 'where trained intents are kept (default: <project>/.trestle)');

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('it must be a number between 0 and 1');
  return value;
}

/** The folder of trained models. */
function dataFolder(project: string, data: string | undefined): string {
  return data === undefined ? join(project, '.trestle') : resolve(data);
}

/** The progress bar of training, which takes about a minute for ten thousand examples. */
const trainingBar = (shown: boolean) => progressBar('train {bar} {percentage}%', shown);

/** Trains on a file of examples and prints the file's problems. */
export async function openExamples(
  { examples: file, outOfScope, error, assurance, data }: ExamplesOptions,
  { project, shown }: { readonly project: string; readonly shown: boolean },
): Promise<ExamplesIntents> {
  const { openExamplesHarness } = await import('../../app/measure/intents-harness-files.ts');
  const bar = trainingBar(shown);
  const harness = await openExamplesHarness({
    file,
    name: basename(file),
    outOfScope,
    target: { error, assurance },
    dataDir: dataFolder(project, data),
    onProgress: bar.update,
  }).finally(bar.stop);
  for (const problem of harness.problems) printError(`${file}: ${problem}`);
  return harness;
}

interface OpenAgent {
  readonly project: string;
  readonly data: string | undefined;
  readonly shown: boolean;
}

/** Opens an agent's intents. Trains them if needed. */
export async function openAgent(
  agent: string,
  { project, data, shown }: OpenAgent,
): Promise<{ readonly harness: IntentsHarness; readonly trained: boolean }> {
  const { openAgentHarness } = await import('../../app/measure/intents-harness-agent.ts');
  const bar = trainingBar(shown);
  let trained = false;
  const harness = await openAgentHarness({
    root: project,
    agent,
    dataDir: dataFolder(project, data),
    onProgress: (done, total) => {
      trained = true;
      bar.update(done, total);
    },
  }).finally(bar.stop);
  return { harness, trained };
}
