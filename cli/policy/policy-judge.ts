import { basename } from 'node:path';
import { Command } from 'commander';
import type { JudgeCounts } from '../../app/measure/policy-harness-report.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson, table } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';
import { writeOutput } from '../terminal/write-output.ts';

interface JudgeOptions {
  readonly agent: string;
  readonly db: string;
  readonly cases: string;
  readonly out: string;
  readonly report?: string;
}

const EXAMPLE = `
Example:
  $ trestle policy judge --agent retail --db db.json --cases cases.jsonl --out judged.jsonl

Each line of --cases is {"id", "session", "history", "state_overrides", "action": {"name", "arguments"}}; each line
of --out is {"id", "decision", "rules", "codes", "reasons", "micros"}, or {"id", "error"} for a line that cannot be read.
Rows may also have "label", "basis" and "code", which --report compares with the verdicts.

Exit codes: 0 every row was judged, 1 could not run, 2 a row could not be read.`;

/** `trestle policy judge`: judges each action of a file, one row in, one row out. */
export function policyJudgeCommand(): Command {
  return new Command('judge')
    .description('judge a file of actions: one row in, one row out, in order')
    .requiredOption('--agent <agent>', 'the agent, for example retail')
    .requiredOption('--db <file>', 'the records that actions are judged over, as JSON')
    .requiredOption('--cases <file>', 'actions to judge, one JSON object a line')
    .requiredOption('--out <file>', 'where the verdicts are written, one JSON object a line')
    .option('--report <file>', 'also write the totals as Markdown')
    .addHelpText('after', EXAMPLE)
    .action(async (options: JudgeOptions, command: Command) => {
      const { project, format } = globalOptions(command);
      const { openPolicyHarness } = await import('../../app/measure/policy-harness.ts');
      const { judgeFile } = await import('../../app/measure/policy-harness-judge.ts');
      const { judgeCounter, judgeReport } = await import('../../app/measure/policy-harness-report.ts');
      const { readWorld } = await import('../../app/policies/read-world.ts');
      const { agent, cases, out, report } = options;
      const harness = await openPolicyHarness(project, agent);
      const counter = judgeCounter();
      const world = await readWorld(options.db);
      const bar = progressBar('judge {bar} {percentage}%', format === 'pretty' && process.stderr.isTTY);
      await judgeFile(harness, {
        world,
        cases,
        out,
        onProgress: bar.update,
        onRow: (row, judged) => {
          counter.add(row, judged);
          if ('error' in judged) bar.say(`row ${counter.counts().rows}: ${judged.error}`);
        },
      }).finally(bar.stop);
      const counts = counter.counts();
      if (report !== undefined)
        await writeOutput(report, judgeReport(counts, { agent, cases: basename(cases) }));
      if (format === 'json') printJson(counts);
      else printCounts(counts, out);
      if (counts.malformed > 0) process.exitCode = EXIT.checksFailed;
    });
}

function printCounts({ rows, malformed, decisions, labelled }: JudgeCounts, out: string): void {
  if (labelled.length > 0) {
    const cells = labelled.map(({ label, basis, code, rows: each, right, codeFired }) => [
      label,
      basis,
      code,
      each,
      right,
      code === '' ? '' : codeFired,
    ]);
    print(`${table(['label', 'basis', 'code', 'rows', 'right', 'code fired'], cells)}\n`);
  }
  const found = Object.entries(decisions).map(([decision, count]) => `${decision} ${count}`);
  print(`judged ${counted(rows, 'row')}: ${[...found, `malformed ${malformed}`].join(', ')}; rows in ${out}`);
}
