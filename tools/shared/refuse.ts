import type { z } from 'zod';
import { NotDone } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';

/** Where no other words are given for the customer. */
const NOT_POSSIBLE = 'That is not possible as things are now. Nothing has been changed.';

/** Stops an action before anything of it happens; `tell` is for the customer, `detail` for everybody else. */
export function refuse(detail: string, tell = NOT_POSSIBLE): never {
  throw new NotDone({ detail, tell });
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
