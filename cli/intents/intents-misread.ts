import { join } from 'node:path';
import { Command } from 'commander';
import { shown } from '../ledger/shown.ts';
import { showChecked } from '../project/check.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printJson } from '../terminal/output.ts';

interface MisreadFlags {
  readonly intent: string;
  readonly data?: string;
}

const EXAMPLE = `
E-mail addresses, phone numbers, addresses, names, codes and long numbers are replaced by others of the same form. Read the line
before you commit it. The next start trains with it.

Example:
  $ trestle intents misread 0198c7d2-5a41-7c3e-9b1f-6f2f1f3f8a10 --intent cancel-order

Exit codes: 0 written, 1 could not run, 2 the project's check finds errors now.`;

/** `trestle intents misread`: a message that was read as the wrong intent becomes an example of the right one. */
export function intentsMisreadCommand(): Command {
  return new Command('misread')
    .description("add a turn's message to the examples of the right intent, and check the project")
    .argument('<turn>', "the turn's id, as `trestle ledger show` prints it")
    .requiredOption('--intent <name>', 'the intent that it should have been read as')
    .option('--data <folder>', 'where the ledger is (default: <project>/.trestle)')
    .addHelpText('after', EXAMPLE)
    .action(async (turn: string, { intent, data }: MisreadFlags, command: Command) => {
      const { project, format } = globalOptions(command);
      const { learnExample } = await import('../../app/measure/learn-example.ts');
      const { checkProject } = await import('../../app/check/check-project.ts');
      const dataDir = data ?? join(project, '.trestle');
      const learnt = await learnExample({ root: project, dataDir, turn, intent });
      const checked = await checkProject(project, { thorough: false });
      const folder = `agents/${learnt.agent}/examples/`;
      const diagnostics = checked.diagnostics.filter((problem) => problem.file.startsWith(folder));
      if (format === 'json') {
        printJson({ ...learnt, diagnostics });
        if (diagnostics.some(({ severity }) => severity === 'error')) process.exitCode = EXIT.checksFailed;
        return;
      }
      const { file, line, text, added } = learnt;
      print(`${file}:${line} ${added ? 'added' : 'has it already'}: ${shown(text)}\n`);
      showChecked(diagnostics, { project, format, agents: [learnt.agent] });
    });
}
