import { Command } from 'commander';
import { showChecked } from '../project/check.ts';
import { globalOptions } from '../terminal/options.ts';

/** `trestle policy check`: every problem of the policies, with its position. */
export function policyCheckCommand(): Command {
  return new Command('check')
    .description('check only the facts and rules of the agents')
    .option('--agent <name>', 'one agent only (default: all)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle policy check --agent retail\n\nExit code: 0 no errors, 1 could not run, 2 errors found.',
    )
    .action(async ({ agent }: { agent?: string }, command: Command) => {
      const { project, format } = globalOptions(command, ['pretty', 'json', 'github']);
      const { checkPolicies } = await import('../../app/check/check-policies.ts');
      const { diagnostics, agents } = await checkPolicies(project, agent);
      showChecked(diagnostics, { project, format, agents });
    });
}
