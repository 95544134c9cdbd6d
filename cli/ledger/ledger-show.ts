import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Ledger, TurnQuery } from '../../core/ports/ledger.ts';
import { OUTCOMES } from '../../core/turn.ts';
import { isoTime } from '../terminal/iso-time.ts';
import { globalOptions } from '../terminal/options.ts';
import { type Format, print, printJson } from '../terminal/output.ts';
import { wholeNumber } from '../terminal/whole-number.ts';
import { findTurns, prettyTurns } from './find-turns.ts';
import { ledgerExportCommand } from './ledger-export.ts';
import { prettyRecord } from './print-record.ts';
import { readRecord } from './read-record.ts';

interface ShowFlags extends Partial<TurnQuery> {
  readonly data?: string;
  readonly limit: number;
}

/** `trestle ledger show`: the messages of a thread or turn, every step, and every action with its verdict. */
export function ledgerCommand(): Command {
  const show = new Command('show')
    .argument('[id]', "a thread's or a turn's id; without, an agent's turns are listed")
    .description('print what the ledger holds about a thread or a turn, or list turns')
    .option('--agent <name>', 'list the turns of this agent, oldest first')
    .option('--since <time>', 'only those accepted then or later', isoTime)
    .option('--until <time>', 'only those accepted before', isoTime)
    .option('--intent <name>', 'only those that were about this intent')
    .addOption(new Option('--outcome <outcome>', 'only those that ended so').choices(OUTCOMES))
    .option('--limit <turns>', 'how many are listed', wholeNumber, 50)
    .option('--data <folder>', 'where the state is kept (default: <project>/.trestle)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ trestle ledger show 0198c7d2-5a41-7c3e-9b1f-6f2f1f3f8a10 --format json\n  $ trestle ledger show --agent retail --outcome escalated --since 2026-11-01',
    )
    .action(async (id: string | undefined, { data, agent, ...query }: ShowFlags, command: Command) => {
      const { project, format } = globalOptions(command);
      if ((id === undefined) === (agent === undefined))
        command.error('error: give the id of a thread or a turn, or an `--agent` whose turns are listed');
      const { existingLedger } = await import('../../app/open/open-ledger.ts');
      const ledger = await existingLedger(data ?? join(project, '.trestle'));
      try {
        if (id === undefined) await list(ledger, { agent: agent ?? '', ...query }, format);
        else await showRecord(ledger, id, format);
      } finally {
        await ledger.close();
      }
    });
  return new Command('ledger')
    .description('look into the durable record of turns and actions')
    .addCommand(show)
    .addCommand(ledgerExportCommand());
}

async function showRecord(ledger: Ledger, id: string, format: Format): Promise<void> {
  const record = await readRecord(ledger, id);
  if (format === 'json') printJson(record);
  else print(prettyRecord(record));
}

async function list(ledger: Ledger, query: Parameters<typeof findTurns>[1], format: Format): Promise<void> {
  const turns = await findTurns(ledger, query);
  if (format === 'json') printJson({ turns });
  else print(prettyTurns(turns));
}
