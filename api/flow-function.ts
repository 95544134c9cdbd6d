import type { z } from 'zod';
import type { FlowFunction } from '../core/tool.ts';

/** A function of flows, with the types of its schemas. */
export interface FlowFunctionDefinition<Input extends z.ZodObject, Output extends z.ZodType> {
  readonly input: Input;
  /** Checked after each computation. Templates and amounts of money are checked against it. */
  readonly output: Output;
  /** Pure: the same input gives the same result. Throws if there is none; a person is called then. */
  compute(input: z.output<Input>, call: { readonly now: Date }): z.input<Output>;
}

/** Declares a function that flows compute a value with. */
export function flowFunction<Input extends z.ZodObject, Output extends z.ZodType>(
  definition: FlowFunctionDefinition<Input, Output>,
): FlowFunctionDefinition<Input, Output> & FlowFunction {
  return definition as FlowFunctionDefinition<Input, Output> & FlowFunction;
}
