import { Command } from 'commander';
import { repliesCoverageCommand } from './replies-coverage.ts';
import { repliesJudgeCommand } from './replies-judge.ts';
import { repliesTestCommand } from './replies-test.ts';

/** `trestle replies …`: judges what models say. */
export function repliesCommand(): Command {
  const replies = new Command('replies').description('judge replies of models, and test what they may say');
  for (const command of [repliesTestCommand, repliesCoverageCommand, repliesJudgeCommand])
    replies.addCommand(command());
  return replies;
}
