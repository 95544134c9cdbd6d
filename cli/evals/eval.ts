import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { EvalPlan } from '../../app/evals/plan.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { compilePattern } from '../../core/values/pattern.ts';
import { sourceIn } from '../project/check.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { type GlobalOptions, globalOptions } from '../terminal/options.ts';
import { counted, prettyDiagnostic, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { claimOutput, writeOutput } from '../terminal/write-output.ts';
import { evalPage } from './eval-page.ts';
import { showReport } from './eval-summary.ts';

/** The largest number of repetitions: more tell nothing new and cost as much each. */
const MOST_REPEATS = 10;

interface EvalOptions {
  readonly grep?: string;
  readonly repeats?: number;
  readonly junit?: string;
  readonly html?: string;
  readonly updateBaseline?: boolean;
  readonly data?: string;
}

/** `trestle eval`: plays an agent's scenarios and data sets, and reports changes since the baseline. */
export function evalCommand(): Command {
  return new Command('eval')
    .description('play scenarios and data sets through the real graph, against a baseline')
    .argument('[agent]', 'only this agent (default: all that have evals)')
    .option('--grep <pattern>', 'only scenarios and data sets with a name like this', pattern)
    .option('--repeats <number>', "times each scenario is run (default: the suite's)", repeats)
    .option('--junit <file>', "also write vitest's JUnit report")
    .option('--html <file>', 'also write one page that says what changed')
    .option('--update-baseline', 'write the results as the new baseline')
    .option(
      '--data <folder>',
      'where trained intents and ingested articles are kept (default: <project>/.trestle)',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle eval retail --html report.html\n\nExit codes: 0 green, 1 could not run, 2 red: something that passed before fails.',
    )
    .action(async (agent: string | undefined, options: EvalOptions, command: Command) => {
      const global = globalOptions(command);
      const agents = await agentsToRun(global.project, agent);
      if (agents !== undefined) await runAndShow(agents, options, global);
    });
}

async function runAndShow(
  agents: readonly string[],
  { junit, html, updateBaseline = false, ...options }: EvalOptions,
  { project, format }: GlobalOptions<'pretty' | 'json'>,
): Promise<void> {
  // A file that cannot be written is reported before minutes of work.
  if (html !== undefined) await claimOutput(html, []);
  const shown = format === 'pretty' && process.stderr.isTTY;
  if (shown) printError(`opening ${agents.join(', ')}; the first time trains intents and reads articles`);
  const bar = progressBar('eval {bar} {value}/{total}', shown);
  const { evaluate } = await import('../../app/evals/evaluate.ts');
  const { readEnvironment } = await import('../../app/env.ts');
  const reports = await evaluate({
    plan: planOf(project, agents, options),
    junit: junit && resolve(junit),
    updateBaseline,
    environment: readEnvironment(),
    say: printError,
    onProgress: bar.update,
  }).finally(bar.stop);
  const green = reports.every((report) => report.green);
  if (html !== undefined) await writeOutput(html, evalPage(reports));
  if (format === 'json') printJson({ green, agents: reports });
  else reports.forEach(showReport);
  if (updateBaseline) for (const name of agents) printError(`wrote evals/${name}/baseline.json`);
  // Overwrites the code that vitest has set.
  process.exitCode = green || updateBaseline ? EXIT.ok : EXIT.checksFailed;
}

function planOf(root: string, agents: readonly string[], { data, grep, repeats }: EvalOptions): EvalPlan {
  return {
    root,
    agents,
    dataDir: data === undefined ? join(root, '.trestle') : resolve(data),
    grep: grep ?? null,
    repeats: repeats ?? null,
  };
}

/** Prints a problem of the evals in one line. The scenario or data set with it fails and is reported in full. */
function printWarning({ file, line, message, help }: Diagnostic): void {
  printError(`${file}:${line} ${message}${help === undefined ? '' : ` (${help})`}`);
}

/** The agents whose evals can be run; undefined after printing problems that prevent it. */
async function agentsToRun(
  project: string,
  agent: string | undefined,
): Promise<readonly string[] | undefined> {
  const { prepareEvals } = await import('../../app/evals/prepare-evals.ts');
  const { agents, errors, warnings } = await prepareEvals(project, agent);
  for (const error of errors) printError(`${prettyDiagnostic(error, sourceIn(project))}\n`);
  if (errors.length === 0) warnings.forEach(printWarning);
  if (errors.length === 0) return agents;
  printError(`PROJECT_INVALID the evals cannot be run: ${counted(errors.length, 'error')}`);
  process.exitCode = EXIT.couldNotRun;
  return undefined;
}

function repeats(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > MOST_REPEATS)
    throw new InvalidArgumentError(`it must be a whole number from 1 to ${MOST_REPEATS}`);
  return number;
}

function pattern(text: string): string {
  const compiled = compilePattern(text);
  if (compiled.ok) return text;
  throw new InvalidArgumentError(`it is not a regular expression: ${compiled.problem}`);
}
