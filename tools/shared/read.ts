import type { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { acceptArguments } from './refuse.ts';

/** A tool that changes nothing. */
export interface Read<Input extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly input: Input;
  readonly output: z.ZodType;
  answer(args: z.output<Input>): Promise<Json>;
}

/** The read as a tool. */
export function readTool<Input extends z.ZodObject>({ answer, ...read }: Read<Input>): Tool {
  return { ...read, effects: false, run: async (args) => await answer(acceptArguments(read.input, args)) };
}
