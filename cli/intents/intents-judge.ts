import { Command } from 'commander';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { claimOutput, writeOutput } from '../terminal/write-output.ts';
import { type ExamplesOptions, examplesOptions, openExamples } from './open-intents.ts';
import { figuresText, promise } from './print-intents.ts';

interface JudgeOptions extends ExamplesOptions {
  readonly in: string;
  readonly out: string;
  readonly report?: string;
}

const EXAMPLE = `
Example:
  $ trestle intents judge --examples train.jsonl --in test.jsonl --out judged.jsonl

Each line of --examples is {"text", "label"}, and so is each line of --in, where the label may be missing; each line
of --out is {"label", "confidence", "abstained"}, or {"error"} for a line that cannot be read. Nobody would act on
what is abstained from: it is out of scope, or less sure than --error is proven for (without a proof, than 0.5).

Exit codes: 0 every line was read, 1 could not run, 2 a line could not be read.`;

/** `trestle intents judge`: names the intents of a file of messages by a classifier trained on another file. */
export function intentsJudgeCommand(): Command {
  const command = new Command('judge')
    .description('name the intents of a file of messages: one row in, one row out, in order')
    .requiredOption('--examples <file>', 'labelled examples to train on, one JSON object a line')
    .requiredOption('--in <file>', 'messages to judge, one JSON object a line')
    .requiredOption('--out <file>', 'where the answers are written, one JSON object a line')
    .option('--report <file>', 'also write one page about how well they were read')
    .addHelpText('after', EXAMPLE)
    .action(judge);
  for (const option of examplesOptions()) command.addOption(option);
  return command;
}

async function judge(options: JudgeOptions, command: Command): Promise<void> {
  const { project, format } = globalOptions(command);
  const { judgeMessages } = await import('../../app/measure/intents-judge.ts');
  const { heldOutReport, messageFigures } = await import('../../app/measure/intents-report.ts');
  const { out, report: page } = options;
  await claimOutput(out, [options.examples, options.in]);
  if (page !== undefined) await claimOutput(page, [options.examples, options.in, out]);
  const shown = format === 'pretty' && process.stderr.isTTY;
  const harness = await openExamples(options, { project, shown });
  const bar = progressBar('judge {bar} {value}/{total} messages', shown);
  const judged = await judgeMessages(harness, options.in, bar.update).finally(bar.stop);
  const { rows, malformed, abstained, labelled } = judged;
  await writeOutput(out, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  for (const problem of malformed) printError(`${options.in}: ${problem}`);
  if (page !== undefined) {
    const { intentsPage } = await import('./intents-page.ts');
    await writeOutput(page, intentsPage(heldOutReport(harness, { file: options.in, labelled })));
  }
  const counts = { rows: rows.length, malformed: malformed.length, abstained };
  const figures = labelled.length > 0 ? messageFigures(harness, labelled) : null;
  if (format === 'json') printJson({ ...counts, threshold: harness.pooled, figures });
  else {
    print(promise(harness.pooled));
    print(
      `judged ${counted(counts.rows, 'row')}: abstained from ${abstained}, malformed ${counts.malformed}; rows in ${out}`,
    );
    if (figures) print(`\n${figuresText(figures)}`);
  }
  if (counts.malformed + harness.malformed > 0) process.exitCode = EXIT.checksFailed;
}
