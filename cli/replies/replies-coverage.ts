import { Command } from 'commander';
import pc from 'picocolors';
import type { AgentReplyCoverage } from '../../app/replies/reply-coverage.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson, table } from '../terminal/output.ts';
import { claimOutput, writeOutput } from '../terminal/write-output.ts';

const HELP = `
Example:
  $ trestle replies coverage --agent retail --html coverage.html

A kind of claim is covered when one case stops one without a ground, and one lets one out by its ground. An action is
covered when one case tells that it was done, and one stops a reply that tells it where it was refused.

Exit codes: 0 all is covered, 1 could not run, 2 something is not, or a case is red.`;

/** `trestle replies coverage`: the kinds of claims and the actions that no case exercises. */
export function repliesCoverageCommand(): Command {
  return new Command('coverage')
    .description('list the kinds of claims and the actions that no case exercises')
    .option('--agent <agent>', 'only this agent (default: all)')
    .option('--html <file>', 'also write one self-contained page')
    .addHelpText('after', HELP)
    .action(cover);
}

interface CoverageOptions {
  readonly agent?: string;
  readonly html?: string;
}

async function cover({ agent, html }: CoverageOptions, command: Command): Promise<void> {
  const { project, format } = globalOptions(command);
  if (html !== undefined) await claimOutput(html, []);
  const { coverReplies } = await import('../../app/replies/reply-coverage.ts');
  const agents = await coverReplies({ root: project, agent });
  if (html !== undefined) {
    const { repliesPage } = await import('./replies-page.ts');
    await writeOutput(html, repliesPage(agents));
  }
  if (format === 'json') printJson({ agents: agents.map(({ runs, ...coverage }) => coverage) });
  else agents.forEach(show);
  if (format === 'pretty' && html !== undefined) print(`\nall of it in ${html}`);
  if (agents.some(({ red, gaps }) => red > 0 || gaps.length > 0)) process.exitCode = EXIT.checksFailed;
}

function show({ agent, cases, red, kinds, tools, gaps }: AgentReplyCoverage): void {
  const claims = kinds.map(({ kind, stopped, grounded }) => [kind, stopped, kind === 'form' ? '' : grounded]);
  print(table(['claim', 'stopped', 'out by its ground'], claims));
  print('');
  const actions = tools.map(({ tool, told, denied }) => [tool, told, denied]);
  print(table(['action', 'told as done', 'stopped, as refused'], actions));
  print('');
  for (const gap of gaps) print(`${pc.red('open')} ${gap}`);
  if (red > 0) print(`${pc.red(counted(red, 'red case'))} not counted; see trestle replies test`);
  const open = gaps.length === 0 ? 'all covered' : counted(gaps.length, 'gap');
  print(`${pc.bold(agent)}: ${open}, by ${counted(cases, 'case')}`);
}
