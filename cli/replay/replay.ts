import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import type { ReplaySummary } from '../../app/replay/summarize.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printError, printJson, table } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';
import { writeOutput } from '../terminal/write-output.ts';
import { replayReport } from './replay-report.ts';

interface ReplayOptions {
  readonly agent: string;
  readonly db: string;
  readonly runs: readonly string[];
  readonly out: string;
  readonly report?: string;
  readonly data?: string;
  readonly limit?: number;
}

/** `trestle replay`: plays recorded conversations through an agent's real graph. */
export function replayCommand(): Command {
  return new Command('replay')
    .description("play recorded conversations through an agent's real graph")
    .requiredOption('--agent <agent>', 'the agent, for example retail')
    .requiredOption('--db <file>', 'the records that each run starts from, as JSON')
    .requiredOption('--runs <file...>', 'recorded conversations, one JSON object a line')
    .requiredOption('--out <file>', 'where the rows are written, one for each conversation')
    .option('--report <file>', 'also write the totals as Markdown; sections of other agents in it stay')
    .option('--data <folder>', 'where trained intents are kept (default: <project>/.trestle)')
    .option('--limit <number>', 'play at most this many runs', wholeNumber)
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle replay --agent retail --db db.json --runs runs.jsonl --out replayed.jsonl\n\nExit codes: 0 every run was played, 1 could not run, 2 a row is no conversation or an action ran against the policy.',
    )
    .action(async (options: ReplayOptions, command: Command) => {
      const { project, format } = globalOptions(command);
      const { replay } = await import('../../app/replay/replay.ts');
      const { summarize } = await import('../../app/replay/summarize.ts');
      // A file that cannot be written is reported before minutes of work.
      await writeOutput(options.out, '');
      const bar = progressBar(
        'replay {bar} {value}/{total} runs',
        format === 'pretty' && process.stderr.isTTY,
      );
      const { rows, model } = await replay({
        root: project,
        dataDir: options.data ?? join(project, '.trestle'),
        ...options,
        say: printError,
        onProgress: bar.update,
      }).finally(bar.stop);
      await writeOutput(options.out, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const summary = summarize(rows);
      if (options.report !== undefined) await writeReport(options.report, options, summary, model);
      if (format === 'json') printJson(summary);
      else printSummary(summary, options.out);
      for (const row of rows) if ('error' in row) printError(row.error);
      if (summary.unreadable + summary.violations > 0) process.exitCode = EXIT.checksFailed;
    });
}

async function writeReport(
  file: string,
  { agent, runs }: ReplayOptions,
  summary: ReplaySummary,
  model: string,
): Promise<void> {
  // A new page has no sections.
  const page = existsSync(file) ? await readFile(file, 'utf8') : '';
  const files = runs.map((run) => basename(run));
  await writeOutput(file, replayReport(page, summary, { agent, files, model }));
}

function printSummary(summary: ReplaySummary, out: string): void {
  const { ended, denied_by, missing_by } = summary;
  const listed = (counts: { readonly [name: string]: number }) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const rows: readonly (readonly [string, number, string])[] = [
    ['runs', summary.runs, listed(ended)],
    ['proposed', summary.proposed, counted(summary.model_calls, 'model call')],
    ['allowed', summary.allowed, ''],
    ['denied', summary.denied, listed(denied_by)],
    ['outside the action space', summary.outside_action_space, ''],
    ['declined', summary.declined, ''],
    ['waiting for a person', summary.in_review, ''],
    ['executed', summary.executed, `${summary.confirmed} after our question and a yes`],
    ['executed against the policy', summary.violations, ''],
    ['replies to be written again', summary.regenerations, ''],
    ['same records at the end', summary.same_state, listed(missing_by)],
  ];
  print(table(['', 'number', ''], rows));
  const tokens = `${summary.input_tokens} tokens in, ${summary.output_tokens} out`;
  print(`\n${tokens}, $${summary.cost_usd.toFixed(2)}; rows in ${out}`);
}
