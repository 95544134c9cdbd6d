import { Command } from 'commander';
import { intentsJudgeCommand } from './intents-judge.ts';
import { intentsReportCommand } from './intents-report.ts';
import { intentsTrainCommand } from './intents-train.ts';

/** The subcommands. Each imports its code inside its action, so that help is fast. */
const COMMANDS = [intentsTrainCommand, intentsReportCommand, intentsJudgeCommand];

/** `trestle intents …`: trains and measures the classifier of intents. */
export function intentsCommand(): Command {
  const intents = new Command('intents').description('train, report on and judge by classifiers of intents');
  for (const command of COMMANDS) intents.addCommand(command());
  return intents;
}
