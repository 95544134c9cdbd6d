import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplyRow } from '../../app/replies/reply-rows.ts';
import type { Tool } from '../../core/tool.ts';

/** A reply of a recorded agent, with what was said, read and done before it. */
export interface RecordedReply {
  readonly row: ReplyRow;
  /** True if an action was executed in its turn: the reply tells what was done. */
  readonly afterEffect: boolean;
}

type Arguments = ReplyRow['read'][number]['arguments'];

interface RecordedMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | null;
  readonly tool_call_id?: string;
  readonly name?: string;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}

/** The replies of a file of recorded conversations, in their order; none if there is no such file. */
export function recordedReplies(
  folder: string,
  file: string,
  tools: ReadonlyMap<string, Tool>,
): readonly RecordedReply[] {
  const path = join(folder, 'runs', `${file}.jsonl`);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line, index) => repliesOf(`${file}/${index}`, JSON.parse(line).messages, tools));
}

function repliesOf(
  id: string,
  messages: readonly RecordedMessage[],
  tools: ReadonlyMap<string, Tool>,
): readonly RecordedReply[] {
  const found: RecordedReply[] = [];
  const calls = new Map<string, { readonly name: string; readonly arguments: Arguments }>();
  let row: ReplyRow = { id, messages: [], executed: [], refused: [], read: [], passages: [], reply: '' };
  let before = 0;
  for (const [index, message] of messages.entries()) {
    const { role, content } = message;
    for (const call of message.tool_calls ?? []) calls.set(call.id, actionOf(call.function));
    if (role === 'user') before = row.executed.length;
    if (role === 'tool') row = after(row, calledBy(message, calls), content ?? '', tools);
    const reply = { ...row, id: `${id}/${index}`, reply: content ?? '' };
    if (isReply(message)) found.push({ row: reply, afterEffect: row.executed.length > before });
    row = said(row, message);
  }
  return found;
}

const actionOf = ({ name, arguments: args }: { readonly name: string; readonly arguments: string }) => ({
  name,
  arguments: parsed(args) as Arguments,
});

const calledBy = (
  { tool_call_id = '', name = '' }: RecordedMessage,
  calls: ReadonlyMap<string, { readonly name: string; readonly arguments: Arguments }>,
) => calls.get(tool_call_id) ?? { name, arguments: {} };

const isReply = ({ role, content, tool_calls }: RecordedMessage) =>
  role === 'assistant' && !tool_calls && content !== null && content !== '';

function said(row: ReplyRow, message: RecordedMessage): ReplyRow {
  const text = message.content ?? '';
  if (message.role === 'user')
    return { ...row, messages: [...row.messages, { role: 'customer', text }], refused: [] };
  return isReply(message) ? { ...row, messages: [...row.messages, { role: 'agent', text }] } : row;
}

const isError = (content: string | null) => content?.startsWith('Error') ?? true;

function after(
  row: ReplyRow,
  call: { readonly name: string; readonly arguments: Arguments },
  content: string,
  tools: ReadonlyMap<string, Tool>,
): ReplyRow {
  const result = parsed(content);
  const { name, arguments: args } = call;
  if (!tools.get(name)?.effects) return { ...row, read: [...row.read, { name, arguments: args, result }] };
  if (isError(content))
    return { ...row, refused: [...row.refused, { name, arguments: args, reason: content }] };
  // A refusal before the same tool was executed is made good.
  const refused = row.refused.filter((one) => one.name !== name);
  return { ...row, refused, executed: [...row.executed, { name, arguments: args, result }] };
}

function parsed(text: string): ReplyRow['read'][number]['result'] {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
