import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Method } from '../../app/measure/retrieve.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';

interface RetrieveOptions {
  readonly docs: string;
  readonly in: string;
  readonly out: string;
  readonly top: number;
  readonly method: Method;
  readonly data?: string;
}

const EXAMPLE = `
Example:
  $ trestle retrieve --docs docs.jsonl --in queries.jsonl --out ranked.jsonl

Each line of --docs is {"id", "title", "text"} and, where there are any, "entity" (what it is about) and "domain". Of a
long text the words are searched whole, the meaning is that of its first 256 tokens.
Each line of --in is {"id", "query"} and, where there is one, "context": the conversation, oldest first, each turn as
"U: …" or "S: …". Each line of --out is {"id", "ranked": [ids, best first], "scores"}, or {"id", "error"} for a line
that cannot be read.

--method: full is what agents do; fused leaves out the conversation and what it is about, dense also the words,
lexical the meaning instead. Vectors are kept under the data folder, so that the next run embeds only what changed.

Exit codes: 0 every row was answered, 1 could not run, 2 a row could not be read.`;

/** `trestle retrieve`: ranks documents for each question of a file, one row in, one row out. */
export function retrieveCommand(): Command {
  return new Command('retrieve')
    .description('rank documents for a file of questions as agents do: one row in, one row out, in order')
    .requiredOption('--docs <file>', 'documents, one JSON object a line')
    .requiredOption('--in <file>', 'questions, one JSON object a line')
    .requiredOption('--out <file>', 'where the rankings are written, one JSON object a line')
    .option('--top <number>', 'the largest number of documents in an answer', wholeNumber, 10)
    .addOption(
      new Option('--method <method>', 'which parts of the search to use')
        .choices(['lexical', 'dense', 'fused', 'full'])
        .default('full'),
    )
    .option('--data <folder>', 'where vectors are kept (default: <project>/.trestle)')
    .addHelpText('after', EXAMPLE)
    .action(async (options: RetrieveOptions, command: Command) => {
      const { project, format } = globalOptions(command);
      const { openRetriever, retrieveFile } = await import('../../app/measure/retrieve.ts');
      const shown = format === 'pretty' && process.stderr.isTTY;
      const { docs, method, top, out } = options;
      const reading = progressBar('read {bar} {value}/{total} passages', shown);
      const dataDir = options.data ?? resolve(project, '.trestle');
      const retriever = await openRetriever({
        docs,
        method,
        top,
        dataDir,
        onProgress: reading.update,
      }).finally(reading.stop);
      const counts = { rows: 0, malformed: 0 };
      const bar = progressBar('retrieve {bar} {percentage}%', shown);
      await retrieveFile(retriever, {
        queries: options.in,
        out,
        onProgress: bar.update,
        onRow: (row) => {
          counts.rows += 1;
          if (!('error' in row)) return;
          counts.malformed += 1;
          if (format === 'pretty') printError(`row ${counts.rows}: ${row.error}`);
        },
      }).finally(() => {
        bar.stop();
        return retriever.close();
      });
      if (format === 'json') printJson({ ...counts, method, out });
      else print(`ranked ${counted(counts.rows, 'row')}: malformed ${counts.malformed}; rows in ${out}`);
      if (counts.malformed > 0) process.exitCode = EXIT.checksFailed;
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 1000) return number;
  throw new InvalidArgumentError('it must be a whole number from 1 to 1000');
}
