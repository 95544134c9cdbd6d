import type { z } from 'zod';
import { AgentError } from '../../core/errors.ts';
import type { Json, JsonObject } from '../../core/json.ts';

/** Stops an action that a rule should have stopped: nothing of it happens. */
export function refuse(message: string): never {
  throw new AgentError('TOOL_FAILED', message);
}

/** The record in its shape; refuses one that is missing or malformed, rather than guess. */
export function readAs<T>(shape: z.ZodType<T>, record: Json | undefined, id: string): T {
  if (record === undefined) refuse(`there is no record \`${id}\``);
  const read = shape.safeParse(record);
  return read.success ? read.data : refuse(`the record \`${id}\` is malformed`);
}

/** The arguments in the tool's own shape; refuses others, though they were checked before. */
export function acceptArguments<Input extends z.ZodObject>(input: Input, args: JsonObject): z.output<Input> {
  const accepted = input.safeParse(args);
  return accepted.success
    ? accepted.data
    : refuse('the arguments do not have the shape that the tool declares');
}
