import type { RankedPassage } from './context.ts';
import type { Narrowing } from './slots/narrowing.ts';
import { canonicalJson, isJsonObject, type Json } from './values/json.ts';
import { own } from './values/own.ts';
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
  /** The number of failed questions for each slot. A slot with an entry is not chosen without a question. */
  readonly attempts: { readonly [slot: string]: number };
  /** Values of list slots among which an unclear answer left the choice. Only these are offered again. */
  readonly among?: { readonly [slot: string]: readonly Json[] };
  /** Wishes that narrow a list with attributes, in the order in which they were said. */
  readonly narrowed?: { readonly [slot: string]: readonly Narrowing[] };
  /** The number of options of a list before the ones that are shown. */
  readonly paged?: { readonly [slot: string]: number };
  /** Elements of list slots with which the action was denied. They are not offered again. */
  readonly refused?: { readonly [slot: string]: readonly Json[] };
  /** The customer's words, if it is not sure that this is meant. They are asked about before the first step. */
  readonly unsure?: string;
  /** The passage that the customer chose of those offered; null if none was meant. */
  readonly picked?: RankedPassage | null;
  /** Lists from which words said earlier have chosen, without a question. */
  readonly guessed?: readonly string[];
}

/** A flow's memory before its first step. */
export function newFrame(flow: string, opening: string): FlowFrame {
  return { flow, opening, slots: {}, results: {}, denied: {}, answers: {}, said: [], attempts: {} };
}

/** A flow's memory in which a denied answer may be judged again. It is understood, and no failed attempt of its own. */
export function offeredAgain(frame: FlowFrame, key: string, element: Json): FlowFrame {
  const before = own(frame.refused, key) ?? [];
  const left = before.filter((refused) => canonicalJson(refused) !== canonicalJson(element));
  const attempts = Math.max(0, (own(frame.attempts, key) ?? 0) - 1);
  return {
    ...frame,
    refused: { ...frame.refused, [key]: left },
    attempts: { ...frame.attempts, [key]: attempts },
  };
}

/** A record's reference as people write it: an order number, a reservation. */
const REFERENCE = /^#?(?=.*[A-Z])(?=.*\d|.{6})[A-Z0-9][A-Z0-9-]{1,15}$/;

/** References that the customer gave for this flow, each once. */
export const referencesSaid = ({ slots }: FlowFrame): readonly string[] => [
  ...new Set(Object.values(slots).flatMap(referenceIn)),
];

/** References of the flow's records, those that the customer gave first. At most `most`. */
export function referencesOf(frame: FlowFrame, most: number): readonly string[] {
  const chosen = Object.values(frame.slots).flatMap((value) =>
    isJsonObject(value) ? Object.values(value).flatMap(referenceIn) : [],
  );
  return [...new Set([...referencesSaid(frame), ...chosen])].slice(0, most);
}

/** True for a record's reference. */
export const isReferenceText = (value: Json): value is string =>
  typeof value === 'string' && REFERENCE.test(value);

const referenceIn = (value: Json): readonly string[] => (isReferenceText(value) ? [value] : []);
