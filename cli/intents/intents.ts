import { Command } from 'commander';
import { intentsJudgeCommand } from './intents-judge.ts';
import { intentsMisreadCommand } from './intents-misread.ts';
import { intentsReportCommand } from './intents-report.ts';
import { intentsTrainCommand } from './intents-train.ts';

/** The subcommands. Each imports its code inside its action, so that help is fast. */
const COMMANDS = [intentsTrainCommand, intentsReportCommand, intentsJudgeCommand, intentsMisreadCommand];

/** `trestle intents …`: trains and measures the classifier of intents. */
export function intentsCommand(): Command {
  const intents = new Command('intents').description(
    'train, report on, judge by and correct classifiers of intents',
  );
  for (const command of COMMANDS) intents.addCommand(command());
  return intents;
}
