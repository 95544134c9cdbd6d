import { linesOf, type MalformedRow, sizeOf } from '../measure/policy-harness-rows.ts';
import { type JudgedReply, openReplyJudge } from './judge-replies.ts';
import { readReply } from './reply-rows.ts';

/** Judges each line of a file of replies, in order. Rejects with `REQUEST_INVALID` if there is no such file. */
export async function judgeReplies(
  root: string,
  agent: string,
  file: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<readonly (JudgedReply | MalformedRow)[]> {
  await sizeOf(file);
  const replies = await openReplyJudge(root, agent);
  const lines: string[] = [];
  for await (const line of linesOf(file)) lines.push(line);
  const judged: (JudgedReply | MalformedRow)[] = [];
  for (const line of lines) {
    const row = readReply(line);
    judged.push('error' in row ? row : await replies.judge(row));
    onProgress(judged.length, lines.length);
  }
  return judged;
}
