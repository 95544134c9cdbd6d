import { join } from 'node:path';
import { Command } from 'commander';
import { globalOptions } from '../terminal/options.ts';
import { print, printJson } from '../terminal/output.ts';
import { ledgerExportCommand } from './ledger-export.ts';
import { prettyRecord } from './print-record.ts';
import { readRecord } from './read-record.ts';

/** `trestle ledger show`: the messages of a thread or turn, every step, and every action with its verdict. */
export function ledgerCommand(): Command {
  const show = new Command('show')
    .argument('<id>', "a thread's or a turn's id")
    .description('print what the ledger holds about a thread or a turn')
    .option('--data <folder>', 'where the state is kept (default: <project>/.trestle)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle ledger show 0198c7d2-5a41-7c3e-9b1f-6f2f1f3f8a10 --format json',
    )
    .action(async (id: string, { data }: { data?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const { existingLedger } = await import('../../app/open/open-ledger.ts');
      const ledger = await existingLedger(data ?? join(project, '.trestle'));
      try {
        const record = await readRecord(ledger, id);
        if (format === 'json') printJson(record);
        else print(prettyRecord(record));
      } finally {
        await ledger.close();
      }
    });
  return new Command('ledger')
    .description('look into the durable record of turns and actions')
    .addCommand(show)
    .addCommand(ledgerExportCommand());
}
