import { Command } from 'commander';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { claimOutput, writeOutput } from '../terminal/write-output.ts';

interface JudgeOptions {
  readonly agent: string;
  readonly in: string;
  readonly out: string;
}

const EXAMPLE = `
Example:
  $ trestle replies judge --agent retail --in replies.jsonl --out judged.jsonl

Each line of --in is {"id", "messages": [{"role": "customer" | "agent", "text"}], "executed": [{"name", "arguments",
"result"}], "refused": [{"name", "arguments", "reason"}], "read": [{"name", "arguments", "result"}], "passages": [ids],
"reply"}; each line of --out is {"id", "goes_out", "faults": [{"kind", "span", "why"}]}, or {"id", "error"} for a line
that cannot be read. It is what would become of the reply if a model wrote it in that situation.

Exit codes: 0 every line was read, 1 could not run, 2 a line could not be read.`;

/** `trestle replies judge`: judges a file of replies by the grounds that each line gives. */
export function repliesJudgeCommand(): Command {
  return new Command('judge')
    .description('judge a file of replies by their grounds: one row in, one row out, in order')
    .requiredOption('--agent <name>', 'the agent whose articles, rules and tools they are judged with')
    .requiredOption('--in <file>', 'replies to judge, one JSON object a line')
    .requiredOption('--out <file>', 'where the answers are written, one JSON object a line')
    .addHelpText('after', EXAMPLE)
    .action(judge);
}

async function judge({ agent, in: file, out }: JudgeOptions, command: Command): Promise<void> {
  const { project, format } = globalOptions(command);
  const { judgeReplies } = await import('../../app/replies/judge-reply-file.ts');
  await claimOutput(out, [file]);
  const bar = progressBar('judge {bar} {value}/{total} replies', format === 'pretty' && process.stderr.isTTY);
  const rows = await judgeReplies(project, agent, file, bar.update).finally(bar.stop);
  await writeOutput(out, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const malformed = rows.flatMap((row, index) => ('error' in row ? [`row ${index + 1}: ${row.error}`] : []));
  for (const problem of malformed) printError(problem);
  const judged = rows.flatMap((row) => ('error' in row ? [] : [row]));
  const kinds: Record<string, number> = {};
  for (const { faults } of judged)
    for (const kind of new Set(faults.map((fault) => fault.kind))) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const goOut = judged.filter(({ goes_out }) => goes_out).length;
  const counts = { rows: rows.length, malformed: malformed.length, goes_out: goOut, kinds };
  if (format === 'json') printJson({ ...counts, out });
  else print(`judged ${counted(rows.length, 'row')}: ${goOut} go out${ofKinds(kinds)}; rows in ${out}`);
  if (malformed.length > 0) process.exitCode = EXIT.checksFailed;
}

function ofKinds(kinds: Readonly<Record<string, number>>): string {
  const texts = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`);
  return texts.length > 0 ? `, faults: ${texts.join(', ')}` : '';
}
