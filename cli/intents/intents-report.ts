import { Command } from 'commander';
import type { IntentsReport } from '../../app/measure/intents-report.ts';
import { AgentError } from '../../core/errors.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { claimOutput, writeOutput } from '../terminal/write-output.ts';
import { type ExamplesOptions, examplesOptions, openAgent, openExamples } from './open-intents.ts';
import { printIntentsReport } from './print-intents-report.ts';

interface ReportOptions extends Omit<ExamplesOptions, 'examples'> {
  readonly examples?: string;
  readonly in?: string;
  readonly html?: string;
}

const EXAMPLE = `
Examples:
  $ trestle intents report retail --html report.html
  $ trestle intents report retail --in messages.jsonl
  $ trestle intents report --examples train.jsonl --in test.jsonl --html report.html

Without --in, each example is read by a model that was trained without it. With --format json, nothing is left out.

Exit codes: 0 reported, 1 could not run, 2 a line of a file could not be read.`;

/** `trestle intents report`: the quality of an agent's intents, and examples to look at. */
export function intentsReportCommand(): Command {
  const command = new Command('report')
    .description('say how well intents are told apart, and which examples to look at')
    .argument('[agent]', 'the agent, for example retail')
    .option('--examples <file>', 'labelled examples in place of an agent, one JSON object a line')
    .option('--in <file>', 'labelled messages to report on, one JSON object a line')
    .option('--html <file>', 'also write one self-contained page')
    .addHelpText('after', EXAMPLE)
    .action(report);
  for (const option of examplesOptions()) command.addOption(option);
  return command;
}

/** Rows shown in the terminal; the page and JSON have all. */
const SHOWN = 10;

async function report(agent: string | undefined, options: ReportOptions, command: Command): Promise<void> {
  const { project, format } = globalOptions(command);
  const { examples, html } = options;
  if (examples === undefined) refuseDeclared(command);
  const read = [examples, options.in].filter((file) => file !== undefined);
  if (html !== undefined) await claimOutput(html, read);
  const { found, malformed } = await reportOn(agent, options, {
    project,
    shown: format === 'pretty' && process.stderr.isTTY,
  });
  if (html !== undefined) {
    const { intentsPage } = await import('./intents-page.ts');
    await writeOutput(html, intentsPage(found));
  }
  if (format === 'json') printJson(found);
  else printIntentsReport(found, SHOWN);
  if (format === 'pretty' && html !== undefined) print(`\nall of it in ${html}`);
  if (malformed > 0) process.exitCode = EXIT.checksFailed;
}

/** Rejects options for values that an agent declares in its file: they would have no effect. */
function refuseDeclared(command: Command): void {
  const given = ['outOfScope', 'error', 'assurance'].find(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  if (given === undefined) return;
  const option = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new AgentError(
    'REQUEST_INVALID',
    `\`--${option}\` goes with \`--examples\`; an agent declares its own`,
  );
}

async function reportOn(
  agent: string | undefined,
  options: ReportOptions,
  where: { readonly project: string; readonly shown: boolean },
): Promise<{ readonly found: IntentsReport; readonly malformed: number }> {
  const { examples, in: file, data } = options;
  if ((agent === undefined) === (examples === undefined))
    throw new AgentError('REQUEST_INVALID', 'it takes an agent, or `--examples`');
  const harness =
    examples === undefined
      ? { ...(await openAgent(agent ?? '', { ...where, data })).harness, malformed: 0 }
      : await openExamples({ ...options, examples }, where);
  const { heldOutReport } = await import('../../app/measure/intents-report.ts');
  if (file === undefined) return { found: heldOutReport(harness), malformed: harness.malformed };
  const { judgeMessages } = await import('../../app/measure/intents-judge.ts');
  const bar = progressBar('judge {bar} {value}/{total} messages', where.shown);
  const { malformed, labelled } = await judgeMessages(harness, file, bar.update).finally(bar.stop);
  for (const problem of malformed) printError(`${file}: ${problem}`);
  if (labelled.length === 0)
    throw new AgentError('REQUEST_INVALID', `no line of \`${file}\` has a \`label\``);
  return {
    found: heldOutReport(harness, { file, labelled }),
    malformed: malformed.length + harness.malformed,
  };
}
