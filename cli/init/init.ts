import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { AgentError } from '../../core/errors.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printError, printJson } from '../terminal/output.ts';

/** The files allowed in a folder for a new project. */
const HARMLESS = new Set(['.git', '.DS_Store']);

/** `trestle init`: a small working project to begin with. */
export function initCommand(): Command {
  return new Command('init')
    .description('make a small working project: one agent, its rules, articles, tools and tests')
    .argument('<folder>', 'a new or empty folder, which names the agent; `.` for this one')
    .option('--no-install', 'leave out `npm install`')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx trestle init my-agent\n  $ cd my-agent && npm start\n\n--format json prints the folder, the agent, the files, and the dependency on trestle.',
    )
    .action(async (given: string, { install }: { install: boolean }, command: Command) => {
      const { format } = globalOptions(command);
      const { copyTemplate, templateManifest } = await import('./copy-template.ts');
      const { requireName } = await import('./project-name.ts');
      const { trestleDependency } = await import('./trestle-dependency.ts');
      const folder = resolve(given);
      const agent = basename(folder);
      const { dependencies, devDependencies } = templateManifest();
      requireName(agent, Object.keys({ ...dependencies, ...devDependencies }));
      requireEmpty(folder, given);
      const trestle = trestleDependency(folder);
      makeFolder(folder, given);
      const files = copyTemplate(folder, agent, trestle);
      if (install) npmInstall(folder, given);
      if (format === 'json') printJson({ folder, agent, trestle, installed: install, files });
      else nextSteps({ given, agent, install }).forEach(print);
    });
}

function requireEmpty(folder: string, given: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new AgentError('INIT_REFUSED', `\`${given}\` is a file`);
  const found = readdirSync(folder).find((name) => !HARMLESS.has(name));
  if (found === undefined) return;
  throw new AgentError(
    'INIT_REFUSED',
    `\`${given}\` is not empty: it holds \`${found}\`; name a new folder, for example \`npx trestle init my-agent\``,
  );
}

function makeFolder(folder: string, given: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AgentError('INIT_REFUSED', `\`${given}\` cannot be made: ${reason}`, { cause: error });
  }
}

/** Says what npm says on standard error, so that standard output stays the result. */
function npmInstall(folder: string, given: string): void {
  printError('installing what the project needs (npm install)');
  const { status } = spawnSync('npm', ['install', '--no-fund', '--no-audit'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  throw new AgentError(
    'PACKAGE_MISSING',
    `the project is in \`${given}\`, but \`npm install\` did not succeed there: run it again when what it says above is mended`,
  );
}

function nextSteps({
  given,
  agent,
  install,
}: {
  given: string;
  agent: string;
  install: boolean;
}): readonly string[] {
  const enter = relative(process.cwd(), resolve(given));
  return [
    `made the agent \`${agent}\` in ${given}`,
    ...(enter === '' ? [] : [`  cd ${enter}`]),
    ...(install ? [] : ['  npm install       get what it needs']),
    '  npm start         serve it; says how to talk to it',
    '  npm run chat      talk to it in the terminal',
    '  npm test          check its files, its rules and its tests',
    '  npm run studio    its graph in LangGraph Studio',
    '',
    'README.md says which file is for what.',
  ];
}
