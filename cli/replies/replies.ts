import { Command } from 'commander';
import { repliesJudgeCommand } from './replies-judge.ts';

/** `trestle replies …`: judges what models say. */
export function repliesCommand(): Command {
  return new Command('replies').description('judge replies of models').addCommand(repliesJudgeCommand());
}
