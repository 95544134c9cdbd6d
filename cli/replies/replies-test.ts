import { Command } from 'commander';
import pc from 'picocolors';
import type { RunReplyCase } from '../../app/replies/run-reply-cases.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson } from '../terminal/output.ts';

interface Fault {
  readonly kind: string;
  readonly words: string;
  readonly why: string;
}

/** A failing case. */
interface RedCase {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly reply: string;
  /** Kinds of faults. */
  readonly expected: readonly string[];
  readonly faults: readonly Fault[];
}

interface AgentResult {
  readonly agent: string;
  readonly cases: number;
  readonly passed: number;
  readonly red: readonly RedCase[];
}

/** `trestle replies test`: runs the cases of what a model may say. */
export function repliesTestCommand(): Command {
  return new Command('test')
    .description('run the cases of what a model may say')
    .argument('[topic]', 'only the cases of this file, for example returns')
    .option('--agent <agent>', 'only this agent (default: all)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle replies test returns --agent retail\n\nThe cases are in policies/<agent>/<topic>.replies.json. A red case shows each fault that was found, with its words.\n\nExit codes: 0 all cases are green, 1 could not run, 2 a case is red.',
    )
    .action(async (topic: string | undefined, { agent }: { agent?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const { runReplyCases } = await import('../../app/replies/run-reply-cases.ts');
      const ran = await runReplyCases({ root: project, agent, topic });
      const results = ran.map(({ agent: name, runs }) => resultOf(name, runs));
      if (format === 'json') printJson({ agents: results });
      else for (const result of results) show(result);
      if (results.some(({ red }) => red.length > 0)) process.exitCode = EXIT.checksFailed;
    });
}

function resultOf(agent: string, runs: readonly RunReplyCase[]): AgentResult {
  const red = runs.filter(({ passed }) => !passed).map(redCase);
  return { agent, cases: runs.length, passed: runs.length - red.length, red };
}

function redCase({ file, line, case: { name, reply, expect }, faults }: RunReplyCase): RedCase {
  const found = faults.map(({ kind, span, why }) => ({ kind, words: reply.slice(span.from, span.to), why }));
  return { file, line, name, reply, expected: expect.faults, faults: found };
}

function show({ agent, cases, passed, red }: AgentResult): void {
  for (const { file, line, name, expected, faults, reply } of red) {
    print(`${pc.bold(`${file}:${line}`)} ${pc.red('red')} ${name}`);
    print(`  reply    ${reply.replaceAll('\n', ' ')}`);
    print(`  expected ${expected.join(', ') || 'it goes out'}`);
    if (faults.length === 0) print('  but      it goes out');
    for (const { kind, words, why } of faults)
      print(`  found    ${pc.bold(kind)} “${words.replaceAll('\n', ' ')}”: ${why}`);
    print('');
  }
  const failed = red.length === 0 ? '' : `, ${pc.red(`${red.length} red`)}`;
  print(`${pc.bold(agent)}: ${counted(cases, 'case')}, ${passed} green${failed}`);
}
