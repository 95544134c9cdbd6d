import { createInterface } from 'node:readline';
import { Command } from 'commander';
import pc from 'picocolors';
import type { OpenedRuntime } from '../../app/open/open.ts';
import type { Incident } from '../../app/turns/incidents.ts';
import type { TurnResult } from '../../core/turn.ts';
import { shown } from '../ledger/shown.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printError, printJson } from '../terminal/output.ts';
import { asksHint } from './asks-hint.ts';
import { dbOption } from './db-option.ts';
import { outliveErrors } from './outlive-errors.ts';

/** `trestle chat`: talk to an agent in the terminal, one turn a line. */
export function chatCommand(): Command {
  return new Command('chat')
    .description('talk to an agent in the terminal; each line is one message, an empty line or ctrl-d ends')
    .argument('<agent>', 'the agent, for example retail')
    .option('--data <folder>', 'where its state is kept (default: <project>/.trestle)')
    .addOption(dbOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle chat retail\n\n--format json prints each turn as JSON, like the HTTP API.',
    )
    .action(async (agent: string, { data, db }: { data?: string; db?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const { openRuntime } = await import('../../app/open/open.ts');
      const { readEnvironment } = await import('../../app/env.ts');
      const runtime = await openRuntime({
        root: project,
        environment: readEnvironment(),
        db,
        ...(data ? { dataDir: data } : {}),
        onProgress: printError,
        log: printError,
        report: incidentLine,
      });
      outliveErrors(runtime.unheard);
      try {
        await converse(runtime, agent, format === 'json' ? printJson : printTurn);
      } finally {
        await runtime.close();
      }
    });
}

function incidentLine({ event, part, error }: Incident): void {
  printError(`${event} ${part}: ${error instanceof Error ? error.message : String(error)}`);
}

async function converse(
  runtime: OpenedRuntime,
  agent: string,
  show: (turn: TurnResult) => void,
): Promise<void> {
  const { thread_id } = await runtime.openThread({ agent, customer_id: null });
  printError(`${agent}, mode: ${runtime.agents.get(agent)?.mode()}, thread ${thread_id}`);
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    prompt: pc.cyan('you> '),
    terminal: process.stdin.isTTY ?? false,
  });
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === '') break;
    show(await runtime.takeTurn({ thread_id, text: line, idempotency_key: null }));
    lines.prompt();
  }
  lines.close();
}

function printTurn({ reply, outcome, intent, asks, actions, latency_ms }: TurnResult): void {
  print(shown(reply.text));
  for (const { passage_id } of reply.citations) print(pc.dim(`  [${passage_id}]`));
  const hint = asksHint(asks);
  if (hint !== null) print(pc.dim(`  [answer: ${shown(hint)}]`));
  const ran = actions
    .map(({ name, verdict, executed }) => `${name}: ${executed ? 'executed' : verdict.decision}`)
    .join(', ');
  const sure = intent
    ? `${intent.name} ${intent.confidence.toFixed(2)}${intent.certified ? '' : ' uncertified'}`
    : 'no new intent';
  print(pc.dim(`  (${outcome}; ${sure}; ${ran || 'no actions'}; ${latency_ms} ms)\n`));
}
