import { join } from 'node:path';
import { Command } from 'commander';
import type { SimulatedRow } from '../../app/simulate/play-customer.ts';
import type { UnreadableCustomer } from '../../app/simulate/read-customers.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printError, printJson, table } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { claimOutput, writeOutput } from '../terminal/write-output.ts';

interface SimulateOptions {
  readonly agent: string;
  readonly in: string;
  readonly out: string;
  readonly db?: string;
  readonly data?: string;
}

/** `trestle simulate`: simulated customers talk to an agent. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('let simulated customers with goals talk to an agent')
    .requiredOption('--agent <agent>', 'the agent, for example retail')
    .requiredOption('--in <file>', 'the customers, one JSON object a line')
    .requiredOption('--out <file>', 'where the rows are written, one for each customer')
    .option('--db <file>', 'the records that each customer finds, as JSON (default: the demo records)')
    .option('--data <folder>', 'where trained intents are kept (default: <project>/.trestle)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle simulate --agent retail --in customers.jsonl --out talked.jsonl\n\nExit codes: 0 every customer was played, 1 could not run, 2 a row is no customer.',
    )
    .action(async (options: SimulateOptions, command: Command) => {
      const { project, format } = globalOptions(command);
      const { simulate } = await import('../../app/simulate/simulate.ts');
      const { summarize } = await import('../../app/simulate/summarize.ts');
      const { readEnvironment } = await import('../../app/env.ts');
      await claimOutput(options.out, [options.in]);
      const shown = format === 'pretty' && process.stderr.isTTY;
      const bar = progressBar('simulate {bar} {value}/{total} customers', shown);
      const rows = await simulate({
        root: project,
        agent: options.agent,
        customers: options.in,
        db: options.db,
        dataDir: options.data ?? join(project, '.trestle'),
        environment: readEnvironment(),
        onProgress: bar.update,
      }).finally(bar.stop);
      await writeOutput(options.out, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const summary = summarize(rows);
      if (format === 'json') printJson(summary);
      else {
        print(table(['', 'customers'], Object.entries(summary)));
        print(`\nrows in ${options.out}`);
      }
      complain(rows);
    });
}

function complain(rows: readonly (SimulatedRow | UnreadableCustomer)[]): void {
  const unreadable = rows.flatMap((row, index) => ('error' in row ? [`row ${index + 1}: ${row.error}`] : []));
  for (const line of unreadable) printError(line);
  if (unreadable.length > 0) process.exitCode = EXIT.checksFailed;
}
