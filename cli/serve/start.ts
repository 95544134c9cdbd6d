import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import type { OpenedRuntime } from '../../app/open/open.ts';
import type { Incident } from '../../app/turns/incidents.ts';
import type { Project } from '../../config/read/project.ts';
import type { Listening } from '../../server/listen.ts';
import type { LogEntry } from '../../server/log.ts';
import { sourceIn } from '../project/check.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, prettyDiagnostic, print, printError, printJson } from '../terminal/output.ts';
import { lostLines, outliveReaders } from '../terminal/streams.ts';
import { dbOption } from './db-option.ts';
import { outliveErrors } from './outlive-errors.ts';

const LOCAL = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;

/** `trestle start`: serves the project's agents over HTTP until it is stopped. */
export function startCommand(): Command {
  return new Command('start')
    .description('serve the agents over HTTP (at HOST and PORT)')
    .option('--data <folder>', 'where its state is kept (default: <project>/.trestle)')
    .addOption(dbOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ PORT=8080 trestle start --project my-shop\n\nWrites one line of JSON for each request to standard error. Ctrl-C stops after running requests; a second one stops at once.',
    )
    .action(async ({ data, db }: { data?: string; db?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const { readEnvironment } = await import('../../app/env.ts');
      const environment = readEnvironment();
      const { HOST: host, PORT: port } = environment;
      const { listen } = await import('../../server/listen.ts');
      // First, so that a port in use is reported at once.
      const server = await listen({ host, port });
      try {
        const checked = await checks(project);
        if (checked === undefined) return;
        const { openRuntime } = await import('../../app/open/open.ts');
        const folder = data === undefined ? {} : { dataDir: data };
        const says = { onProgress: printError, log: printError, report: logLine };
        const runtime = await openRuntime({
          root: project,
          project: checked,
          environment,
          db,
          ...folder,
          ...says,
        });
        // Garbage takes half of what lives, not several times as much: a hundred megabytes less memory. Before it is
        // open, the heap grows and would be collected again and again.
        setFlagsFromString('--heap-growing-percent=50');
        await serve(runtime, server, { host, format }).finally(() => runtime.close());
      } finally {
        await server.close();
      }
    });
}

/** Reads the project. Prints its problems as `trestle check` does; undefined if it cannot be served. */
async function checks(root: string): Promise<Project | undefined> {
  const { checkProject } = await import('../../app/check/check-project.ts');
  // Problems in evals do not prevent serving.
  const { project, diagnostics } = await checkProject(root, { thorough: false });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return project;
  for (const error of errors) printError(`${prettyDiagnostic(error, sourceIn(root))}\n`);
  printError(`PROJECT_INVALID the project does not check: ${counted(errors.length, 'error')}`);
  process.exitCode = EXIT.couldNotRun;
  return undefined;
}

interface ServeOptions {
  readonly host: string;
  readonly format: 'pretty' | 'json';
}

async function serve(
  runtime: OpenedRuntime,
  server: Listening,
  { host, format }: ServeOptions,
): Promise<void> {
  const { httpApp } = await import('../../server/app.ts');
  const app = httpApp({ runtime, log: logLine, now: () => new Date(), lostLines });
  server.serve(app);
  outliveReaders();
  outliveErrors(runtime.unheard);
  const stopped = stopSignal();
  const served = servedBy(runtime, server.url);
  if (format === 'json') printJson(served);
  else welcome(served, LOCAL.test(host)).forEach(print);
  await stopped;
  printError('stopping when what runs has finished; once more stops at once');
  await server.close();
}

/** The served agents and their address, as `start --format json` prints them. */
export interface Served {
  readonly url: string;
  readonly mode: string;
  readonly agents: readonly string[];
  readonly parts: readonly string[];
  /** Threads with turns of an earlier process that are being recovered. */
  readonly recovering: number;
}

function servedBy({ agents, parts, recovering }: OpenedRuntime, url: string): Served {
  const modes = new Set([...agents.values()].map(({ mode }) => mode()));
  return { url, mode: [...modes].join(', '), agents: [...agents.keys()], parts, recovering: recovering() };
}

/** The lines printed after a start. The two curl lines work when they are run in order. */
export function welcome({ url, mode, agents, parts, recovering }: Served, local: boolean): readonly string[] {
  const [agent = ''] = agents;
  return [
    `trestle serves ${agents.join(', ')} at ${url}`,
    `  mode: ${mode}`,
    ...parts.map((part) => `  ${part}`),
    ...(recovering > 0
      ? [`  finishing what an earlier process left on ${counted(recovering, 'thread')}`]
      : []),
    ...(local ? [] : ['  anyone who reaches this address can decide escalations: put a proxy before it']),
    '',
    '  talk to it:',
    `    THREAD=$(curl -s -X POST ${url}/v1/agents/${agent}/threads | sed 's/.*"thread_id":"\\([^"]*\\)".*/\\1/')`,
    `    curl -s ${url}/v1/threads/$THREAD/turns -H 'Content-Type: application/json' -d '{"text":"hello"}'`,
    '',
    `  every route: ${url}/openapi.json`,
  ];
}

function logLine({ error, ...entry }: LogEntry | Incident): void {
  const cause = error === undefined ? {} : { error: error instanceof Error ? error.stack : String(error) };
  printError(JSON.stringify({ at: new Date().toISOString(), level: 'error', ...entry, ...cause }));
}

/** Resolves at the first signal to stop; a second signal ends the process. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    const stop = () => {
      if (told) process.exit(EXIT.couldNotRun);
      told = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
