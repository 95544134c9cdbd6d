import type { Json } from './values/json.ts';
import type { Reason } from './verdict.ts';

/** The memory of a running flow. Keys inside `each` end in `@` and the element's number. */
export interface FlowFrame {
  readonly flow: string;
  /** The message that started it. It may already choose from a list that is offered later. */
  readonly opening: string;
  readonly slots: { readonly [slot: string]: Json };
  /** Results by action hash. */
  readonly results: { readonly [hash: string]: Json };
  readonly denied: { readonly [hash: string]: readonly Reason[] };
  /** Answers, yes or no, by the question's text. */
  readonly answers: { readonly [question: string]: boolean };
  /** Texts already said, so that a re-evaluated flow does not repeat itself. */
  readonly said: readonly string[];
  /** The number of failed questions for each slot. */
  readonly attempts: { readonly [slot: string]: number };
}

/** A flow's memory before its first step. */
export function newFrame(flow: string, opening: string): FlowFrame {
  return { flow, opening, slots: {}, results: {}, denied: {}, answers: {}, said: [], attempts: {} };
}
