import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { vi } from 'vitest';
import { intentsCommand } from '../cli/intents/intents.ts';
import { formatOption } from '../cli/terminal/options.ts';

/** Runs `trestle …` with the commands about intents, without a process of its own. */
export async function runIntents(...args: readonly string[]) {
  const written = { out: '', error: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream === 'stdout' ? 'out' : 'error'] += text;
      return true;
    }),
  );
  try {
    const program = new Command('trestle').option('--project <folder>').addOption(formatOption());
    program.addCommand(intentsCommand());
    await program.parseAsync(args, { from: 'user' });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { out: stripVTControlCharacters(written.out), error: written.error, code: process.exitCode ?? 0 };
}
