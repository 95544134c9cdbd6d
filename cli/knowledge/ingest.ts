import { Command } from 'commander';
import { sourceIn } from '../project/check.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, prettyDiagnostic, print, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';

/** `trestle ingest`: updates an agent's knowledge from its articles. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description("update an agent's knowledge from knowledge/<agent>/ and its declared loaders")
    .argument('<agent>', 'the agent, for example retail')
    .option('--data <folder>', 'where its state is kept (default: <project>/.trestle)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle ingest retail\n\nWrites changes only; a running server uses them at once.\n\nExit codes: 0 ok, 1 could not run, 2 a loader failed: the rest is up to date, and what it brought earlier stays.',
    )
    .action(async (agent: string, { data }: { data?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const { readEnvironment } = await import('../../app/env.ts');
      const { ingestAgent } = await import('../../app/open/ingest-agent.ts');
      const bar = progressBar(
        'ingest {bar} {value}/{total} passages',
        format === 'pretty' && process.stderr.isTTY,
      );
      const folder = data === undefined ? {} : { dataDir: data };
      const ingested = await ingestAgent({
        root: project,
        agent,
        environment: readEnvironment(),
        ...folder,
        onProgress: bar.update,
        ...(format === 'pretty' && { onLearning: printError }),
      }).finally(bar.stop);
      const { added, changed, removed, unchanged, into, diagnostics } = ingested;
      if (diagnostics.length > 0) process.exitCode = EXIT.checksFailed;
      if (format === 'json') return printJson({ agent, ...ingested });
      for (const diagnostic of diagnostics) print(`${prettyDiagnostic(diagnostic, sourceIn(project))}\n`);
      print(
        `${counted(added + unchanged + changed, 'passage')} of ${agent}: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
      );
      print(`  ${into}`);
    });
}
