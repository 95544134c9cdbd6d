import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Command } from 'commander';
import type { RecordedRows } from '../../app/measure/backtest-rows.ts';
import { AgentError } from '../../core/errors.ts';
import { isoTime } from '../terminal/iso-time.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson } from '../terminal/output.ts';

interface ExportFlags {
  readonly agent?: string;
  readonly since?: string;
  readonly data?: string;
  readonly out: string;
}

/** `trestle ledger export`: every judged action, with everything needed to judge it again elsewhere. */
export function ledgerExportCommand(): Command {
  return new Command('export')
    .description('write every judged action as a JSON line, for `trestle policy backtest --export`')
    .requiredOption('--out <file>', 'where the rows are written')
    .option('--agent <name>', 'one agent only (default: all)')
    .option('--since <time>', "leave out actions judged earlier, by the agent's clock", isoTime)
    .option('--data <folder>', 'where the state is kept (default: <project>/.trestle)')
    .addHelpText(
      'after',
      '\nThe rows hold what customers asked for and the records that rules read: keep the file as you keep the ledger.\n\nExample:\n  $ trestle ledger export --agent retail --out actions.jsonl',
    )
    .action(async ({ data, out, ...query }: ExportFlags, command: Command) => {
      const { project, format } = globalOptions(command);
      const { existingLedger } = await import('../../app/open/open-ledger.ts');
      const { ledgerRows } = await import('../../app/measure/backtest-rows.ts');
      const ledger = await existingLedger(data ?? join(project, '.trestle'));
      try {
        const { rows } = await ledgerRows(ledger.recorded, query);
        const actions = await writeRows(out, rows());
        if (format === 'json') printJson({ actions, out });
        else print(`${counted(actions, 'action')} written to ${out}`);
      } finally {
        await ledger.close();
      }
    });
}

async function writeRows(file: string, rows: ReturnType<RecordedRows['rows']>): Promise<number> {
  // Only its owner may read it: it holds customers' words.
  const output = createWriteStream(file, { mode: 0o600 });
  try {
    await once(output, 'open');
    let written = 0;
    for await (const { row } of rows) {
      if (row === null || 'problem' in row) continue;
      written += 1;
      if (!output.write(`${JSON.stringify(row.action)}\n`)) await once(output, 'drain');
    }
    output.end();
    await finished(output);
    return written;
  } catch (error) {
    throw new AgentError('REQUEST_INVALID', `cannot write \`${file}\``, { cause: error });
  }
}
