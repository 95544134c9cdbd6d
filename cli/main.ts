import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { refuseFile } from '../app/open/data-folder.ts';
import { packageVersion } from '../app/package-folder.ts';
import { AgentError } from '../core/errors.ts';
import { evalCommand } from './evals/eval.ts';
import { initCommand } from './init/init.ts';
import { intentsCommand } from './intents/intents.ts';
import { ingestCommand } from './knowledge/ingest.ts';
import { knowledgeCommand } from './knowledge/knowledge-gaps.ts';
import { retrieveCommand } from './knowledge/retrieve.ts';
import { ledgerCommand } from './ledger/ledger-show.ts';
import { policyCommand } from './policy/policy.ts';
import { checkCommand } from './project/check.ts';
import { graphCommand } from './project/graph.ts';
import { replayCommand } from './replay/replay.ts';
import { repliesCommand } from './replies/replies.ts';
import { chatCommand } from './serve/chat.ts';
import { startCommand } from './serve/start.ts';
import { simulateCommand } from './simulate/simulate.ts';
import { EXIT } from './terminal/exit-codes.ts';
import { formatOption } from './terminal/options.ts';
import { otherNode } from './terminal/other-node.ts';
import { printError } from './terminal/output.ts';
import { watchStreams } from './terminal/streams.ts';

/** The commands. Each imports its code inside its action, so that help is fast. */
const COMMANDS = [
  startCommand,
  chatCommand,
  checkCommand,
  graphCommand,
  ingestCommand,
  initCommand,
  intentsCommand,
  knowledgeCommand,
  replayCommand,
  repliesCommand,
  retrieveCommand,
  evalCommand,
  simulateCommand,
  ledgerCommand,
  policyCommand,
];

const program = new Command('trestle')
  .description('Agents declared in files: checked, contained, recorded.')
  .version(packageVersion())
  .option(
    '--project <folder>',
    'the project to work on (default: here; in a checkout its own agents, where there is no agents/ here)',
  )
  .addOption(formatOption())
  .option('--debug', 'print the stack of an error')
  .addHelpText(
    'after',
    '\nExample:\n  $ trestle check --project my-shop\n\nExit codes: 0 ok, 1 could not run, 2 checks failed.',
  )
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(use --help for arguments and options)')
  .showSuggestionAfterError()
  .exitOverride();

for (const command of COMMANDS) program.addCommand(inherit(command()));

// Every command rejects a `--data` that is a file before it does anything. An absolute path outlives the working folder:
// Node's `mkdir` never ends on a relative one in a folder that was removed.
program.hook('preAction', (_program, command) => {
  const { data } = command.opts<{ data?: string }>();
  if (data === undefined) return;
  refuseFile(resolve(data));
  command.setOptionValue('data', resolve(data));
});

watchStreams();

await program.parseAsync().catch(fail);

/** Copies settings to a command: commander does not do so for `addCommand`. */
function inherit(command: Command): Command {
  command.copyInheritedSettings(program).exitOverride();
  for (const nested of command.commands) inherit(nested);
  return command;
}

function fail(thrown: unknown): void {
  const error = otherNode(thrown) ?? thrown;
  // Commander has printed its own message or the help.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.couldNotRun;
    return;
  }
  process.exitCode = EXIT.couldNotRun;
  const debug = program.opts<{ debug?: boolean }>().debug ?? false;
  const message = error instanceof Error ? error.message : String(error);
  printError(error instanceof AgentError ? `${error.code} ${message}` : `INTERNAL ${message}`);
  if (debug && error instanceof Error) printError(error.stack ?? '');
  else if (!(error instanceof AgentError)) printError('run it again with --debug for the stack');
}
