import { z } from 'zod';
import { FAULT_KINDS } from '../../saying/reply-fault.ts';

const JsonObject = z.record(z.string(), z.json()).default({});
const tool = z.string().describe('A tool of the agent.');
const Done = z.strictObject({
  name: tool,
  arguments: JsonObject,
  result: z.json().default(null).describe('The result of the tool.'),
});
const Refused = z.strictObject({
  name: tool,
  arguments: JsonObject,
  reason: z.string().default('').describe('Why it was not done, as the customer was told.'),
});
const Message = z.strictObject({ role: z.enum(['customer', 'agent']), text: z.string() });

const Situation = {
  messages: z.array(Message).default([]).describe('What was said before, the oldest first.'),
  executed: z.array(Done).default([]).describe('Actions that ran in this thread, the oldest first.'),
  refused: z.array(Refused).default([]).describe('Actions that were not done in this turn.'),
  read: z.array(Done).default([]).describe('Records that were read in this thread.'),
  passages: z.array(z.string()).default([]).describe('The ids of the passages that were found.'),
};

const ReplyCase = z.strictObject({
  name: z.string().min(5).describe('What the case shows, as a sentence.'),
  ...Situation,
  reply: z.string().min(1).describe('What a model would say then.'),
  expect: z.strictObject({
    faults: z
      .array(z.enum(FAULT_KINDS))
      .describe('The kinds of all its faults, and no other. Without any the reply goes out.'),
  }),
});
export type ReplyCase = z.output<typeof ReplyCase>;

/** `policies/<agent>/<topic>.replies.json`: the tests of what a model may say. */
export const RepliesFile = z.strictObject({
  $schema: z.string().optional(),
  given: z.strictObject(Situation).prefault({}).describe('What all cases of the file start from.'),
  cases: z.array(ReplyCase).min(1),
});
export type RepliesFile = z.output<typeof RepliesFile>;
