import { Command } from 'commander';
import { intentsJudgeCommand } from './intents-judge.ts';
import { intentsReportCommand } from './intents-report.ts';
import { intentsTrainCommand } from './intents-train.ts';

/** One line a command. Each imports what it needs inside its action, so that help is quick. */
const COMMANDS = [intentsTrainCommand, intentsReportCommand, intentsJudgeCommand];

/** `trestle intents …`: how well an agent tells apart what customers come for. */
export function intentsCommand(): Command {
  const intents = new Command('intents').description('train, report on and judge by classifiers of intents');
  for (const command of COMMANDS) intents.addCommand(command());
  return intents;
}
