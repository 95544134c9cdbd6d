import type { ReplyRow } from '../../app/replies/reply-rows.ts';
import type { RecordedReply } from './recorded-replies.ts';

const RECORD = /(?:^|_)(?:order|reservation)_id$/;

/** Recorded replies that tell of two records acted on, with the last of them taken out of what was executed. */
export function oneOfBoth(replies: readonly RecordedReply[]): readonly ReplyRow[] {
  return replies.flatMap(({ row, afterEffect }) => {
    if (!afterEffect) return [];
    const acted = [...new Set(row.executed.flatMap((action) => recordOf(action) ?? []))];
    const last = acted.at(-1);
    const named = acted.filter((id) => row.reply.includes(id));
    const tellsBoth = /\bboth\b/i.test(row.reply) && acted.length > 1;
    if (last === undefined || !(tellsBoth || (named.length > 1 && named.includes(last)))) return [];
    return [{ ...row, executed: row.executed.filter((action) => recordOf(action) !== last) }];
  });
}

function recordOf({ arguments: args }: ReplyRow['executed'][number]): string | undefined {
  const id = Object.entries(args).find(([key]) => RECORD.test(key))?.[1];
  return typeof id === 'string' ? id : undefined;
}
