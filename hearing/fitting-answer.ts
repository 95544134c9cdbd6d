import type { ModelCall } from '../core/message.ts';
import { ARGUMENTS_LIMIT, CALLS_LIMIT } from '../core/values/size-limits.ts';

/** Models are not told of tools with longer names. */
const NAME_LIMIT = 64;
const TEXT_LIMIT = 8000;

/** A call as it is kept, and what is wrong with the one that the model made; null when nothing is. */
export interface FittingCall extends ModelCall {
  readonly problem: string | null;
}

/** Calls that can be kept and shown to a model again: arguments that are too large are left out, and said to be. */
export function fittingCalls(calls: readonly ModelCall[]): readonly FittingCall[] {
  return calls.slice(0, CALLS_LIMIT).map(({ id, name, arguments: args }) => {
    const fits = args.length <= ARGUMENTS_LIMIT;
    return {
      id,
      name: name.slice(0, NAME_LIMIT),
      arguments: fits ? args : '{}',
      problem: fits
        ? null
        : `the arguments have ${args.length} characters, and ${ARGUMENTS_LIMIT} at most are read`,
    };
  });
}

/** The text beside a call, which no customer reads. */
export const fittingText = (text: string): string => text.slice(0, TEXT_LIMIT);
