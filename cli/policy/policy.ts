import { Command } from 'commander';
import { policyBacktestCommand } from './policy-backtest.ts';
import { policyCheckCommand } from './policy-check.ts';
import { policyCoverageCommand } from './policy-coverage.ts';
import { policyExplainCommand } from './policy-explain.ts';
import { policyJudgeCommand } from './policy-judge.ts';
import { policyMutateCommand } from './policy-mutate.ts';
import { policyTestCommand } from './policy-test.ts';

/** The subcommands. Each imports its code inside its action, so that help is fast. */
const COMMANDS = [
  policyCheckCommand,
  policyTestCommand,
  policyExplainCommand,
  policyCoverageCommand,
  policyJudgeCommand,
  policyMutateCommand,
  policyBacktestCommand,
];

/** `trestle policy …`: the commands for policy authors. */
export function policyCommand(): Command {
  const policy = new Command('policy').description('check, test and explain the policies of agents');
  for (const command of COMMANDS) policy.addCommand(command());
  return policy;
}
