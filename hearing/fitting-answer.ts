import type { ModelCall } from '../core/message.ts';
import { ARGUMENTS_LIMIT, CALLS_LIMIT } from '../core/values/size-limits.ts';

/** Models are not offered tools with longer names. */
const NAME_LIMIT = 64;
const TEXT_LIMIT = 8000;

/** A call within the limits, with the problem of the original call; null if there is none. */
export interface FittingCall extends ModelCall {
  readonly problem: string | null;
}

/** Cuts a model's calls to the limits. Arguments that are too large are removed and reported as the call's problem. */
export function fittingCalls(calls: readonly ModelCall[]): readonly FittingCall[] {
  return calls.slice(0, CALLS_LIMIT).map(({ id, name, arguments: args }) => {
    const fits = args.length <= ARGUMENTS_LIMIT;
    return {
      id,
      name: name.slice(0, NAME_LIMIT),
      arguments: fits ? args : '{}',
      problem: fits ? null : `the arguments have ${args.length} characters; the limit is ${ARGUMENTS_LIMIT}`,
    };
  });
}

/** Cuts the text beside a call to its limit. Customers do not see it. */
export const fittingText = (text: string): string => text.slice(0, TEXT_LIMIT);
