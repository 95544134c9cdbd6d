import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { BacktestReport } from '../../app/measure/backtest.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { isoTime } from '../terminal/iso-time.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { prettyBacktest } from './backtest-report.ts';

const FAILS = ['flips', 'weakened', 'unknown'] as const;

interface BacktestFlags {
  readonly agent?: string;
  readonly data?: string;
  readonly export?: string;
  readonly since?: string;
  readonly failOn: readonly (typeof FAILS)[number][];
  readonly examples: number;
}

/** `trestle policy backtest`: judges every recorded action again by the rules in the working tree. */
export function policyBacktestCommand(): Command {
  return new Command('backtest')
    .description('judge every recorded action again under the rules as they are now')
    .option('--agent <name>', 'one agent only (default: all)')
    .option('--data <folder>', 'the data folder with the ledger (default: <project>/.trestle)')
    .addOption(
      new Option('--export <file>', 'read an export of `trestle ledger export` instead').conflicts('data'),
    )
    .option('--since <time>', "leave out what was judged earlier by the agent's clock", isoTime)
    .addOption(
      new Option('--fail-on <what...>', 'exit with 2 when a verdict flips, is weaker now, or is unknown')
        .choices(FAILS)
        .default([]),
    )
    .option('--examples <number>', 'how many actions of each kind of flip are shown', wholeNumber, 3)
    .addHelpText('after', HELP)
    .action(async (flags: BacktestFlags, command: Command) => {
      const { project, format } = globalOptions(command);
      const { backtest } = await import('../../app/measure/backtest.ts');
      const { data, failOn, ...options } = flags;
      const bar = progressBar('backtest {bar} {percentage}%', format === 'pretty' && process.stderr.isTTY);
      const report = await backtest({
        ...options,
        root: project,
        dataDir: data ?? join(project, '.trestle'),
        onProgress: bar.update,
      }).finally(bar.stop);
      if (format === 'json') printJson(report);
      else print(prettyBacktest(report));
      if (failed(report, failOn)) process.exitCode = EXIT.checksFailed;
    });
}

const HELP = `
A verdict is unknown when the rules now read a fact that was not recorded: it never counts as allowed.
The money is what \`stakes\` in policies/<agent>/facts.json declare.

Example:
  $ trestle policy backtest --agent retail --fail-on weakened unknown

Exit codes: 0 ok, 1 could not run, 2 something that --fail-on names, or a row that cannot be read.`;

function failed(report: BacktestReport, failOn: BacktestFlags['failOn']): boolean {
  const counts = { flips: report.flipped, weakened: report.weakened, unknown: report.unknown };
  return report.unreadable > 0 || failOn.some((what) => counts[what] > 0);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError('it must be a whole number');
  return number;
}
