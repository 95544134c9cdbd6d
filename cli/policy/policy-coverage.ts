import { Command } from 'commander';
import pc from 'picocolors';
import type { RuleCoverage } from '../../rules/cases/coverage.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson, table } from '../terminal/output.ts';

interface CoveredRule extends RuleCoverage {
  /** Gaps in coverage, in words. */
  readonly gaps: readonly string[];
}

interface AgentCoverage {
  readonly agent: string;
  readonly cases: number;
  /** The number of failing cases. They are not counted in the coverage. */
  readonly red: number;
  readonly rules: readonly CoveredRule[];
}

/** `trestle policy coverage`: the rules and conditions that no case exercises. */
export function policyCoverageCommand(): Command {
  return new Command('coverage')
    .description('list the rules and conditions that no case exercises')
    .option('--agent <agent>', 'only this agent (default: all)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle policy coverage --agent retail\n\nA rule is covered when one case makes it fire and one leaves it silent, and when each of its conditions decides\nsome case: with the other outcome, the rule would have done something else.\n\nExit codes: 0 all is covered, 1 could not run, 2 something is not, or a case is red.',
    )
    .action(async ({ agent }: { agent?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const agents = await coverProject(project, agent);
      if (format === 'json') printJson({ agents });
      else for (const coverage of agents) show(coverage);
      if (agents.some(({ red, rules }) => red > 0 || rules.some(({ gaps }) => gaps.length > 0)))
        process.exitCode = EXIT.checksFailed;
    });
}

async function coverProject(root: string, agent: string | undefined): Promise<readonly AgentCoverage[]> {
  const { runProjectCases } = await import('../../app/measure/policy-harness-cases.ts');
  const { coverageOf, gapsOf } = await import('../../rules/cases/coverage.ts');
  const tested = await runProjectCases({ root, agent });
  return tested.map(({ harness, runs }) => {
    const green = runs.filter(({ passed }) => passed);
    const rules = coverageOf(harness.policy, green).map((rule) => ({ ...rule, gaps: gapsOf(rule) }));
    return { agent: harness.agent, cases: green.length, red: runs.length - green.length, rules };
  });
}

function show({ agent, cases, red, rules }: AgentCoverage): void {
  const cells = rules.map(({ topic, rule, fired, silent, leaves }) => {
    const decided = leaves.filter((leaf) => leaf.decided > 0).length;
    return [topic, rule, fired, silent, `${decided} of ${leaves.length}`];
  });
  print(table(['rule file', 'rule', 'fired', 'silent', 'conditions that decided'], cells));
  print('');
  const open = rules.filter(({ gaps }) => gaps.length > 0);
  for (const { topic, rule, gaps } of open)
    for (const gap of gaps) print(`${pc.red('open')} ${topic} ${pc.bold(rule)}: ${gap}`);
  if (red > 0) print(`${pc.red(counted(red, 'red case'))} not counted; see trestle policy test`);
  const covered = `${rules.length - open.length} of ${counted(rules.length, 'rule')} covered`;
  print(`${pc.bold(agent)}: ${covered} by ${counted(cases, 'case')}`);
}
