import type { z } from 'zod';
import type { Records } from './ports/records.ts';
import type { Json, JsonObject } from './values/json.ts';

/** The context of a tool's run beside its arguments. */
export interface ToolCall {
  /** The same for every attempt at one action. Use it as an idempotency key. */
  readonly key: string;
  /** The agent's clock. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** An action as it is shown before it runs. A yes is for exactly this. */
export interface Preview {
  readonly title: string;
  /** The changes, amounts included, one sentence a line. */
  readonly lines: readonly string[];
  /** Names of what it is done to, if these are several of a kind. A yes that names some of them is none. */
  readonly items?: readonly string[];
  /** The choices and amounts in it that a yes may say again: "yes, use my PayPal". */
  readonly values?: readonly PreviewValue[];
}

/** A choice or an amount that a preview shows. A yes that says any other is none. */
export interface PreviewValue {
  /** All words that are true of it: `Visa credit card ending in 4417`. */
  readonly label: string;
  /** The labels of what else could be meant. Words that are true of one of these too do not name it. */
  readonly others?: readonly string[];
  /** As in a request, with the word before the value: `refund to`, `pay with`. */
  readonly verbs?: readonly string[];
  /** Nouns for it: `payment method`. */
  readonly nouns?: readonly string[];
}

/** The words of an effect in a customer's yes: "yes, cancel it", "proceed with the cancellation". */
export interface ActionWords {
  /** As in a request: `cancel`. */
  readonly verbs: readonly string[];
  /** The deed as a noun, where that is not the verb itself: `cancellation`. */
  readonly deeds?: readonly string[];
  /** The thing that it is done to, as a whole: `order`. */
  readonly nouns?: readonly string[];
  /** Nouns for each of the `items` of the preview: `item`. */
  readonly items?: readonly string[];
}

/** The declared words; by default its name says them: `cancel_order` is the verb `cancel` and the noun `order`. */
export function actionWords(name: string, tool: Pick<Tool, 'words'> | undefined): ActionWords {
  const [verb = name, ...nouns] = name.split(/[_-]+/);
  return tool?.words ?? { verbs: [verb], nouns };
}

/** The engine's own tools for models: one opens an intent, the other quotes the customer. No project may use the names. */
export const OPEN_INTENT = 'open_intent';
export const QUOTE_CUSTOMER = 'quote_customer';

/** True of a tool that the engine answers itself. */
export const isEngineTool = (name: string): boolean => name === OPEN_INTENT || name === QUOTE_CUSTOMER;

/** A read tool's result for a record that does not exist. */
export const NOT_FOUND = { exists: false } as const;

/** The words of a refusal. */
export interface Refusal {
  /** For the customer, shown unchanged. */
  readonly tell: string;
  /** The reason for models and colleagues. */
  readonly detail: string;
}

/**
 * Thrown by a tool whose effect surely did not happen: the order is delivered, the card was declined.
 *
 * The action ends as `failed`: it is not run again and counts in no window. For a key that was used before, it means
 * that no earlier attempt had an effect either. After any other error the effect is in doubt.
 */
export class NotDone extends Error implements Refusal {
  override readonly name = 'NotDone';
  readonly tell: string;
  readonly detail: string;

  constructor({ tell, detail }: Refusal) {
    super(detail);
    this.tell = tell;
    this.detail = detail;
  }
}

/** An error as a refusal, or undefined. Checks the shape, because a tool may use another copy of this file. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || error.name !== 'NotDone') return undefined;
  const { tell, detail } = error as Error & { readonly tell?: unknown; readonly detail?: unknown };
  return typeof tell === 'string' && typeof detail === 'string' ? { tell, detail } : undefined;
}

/**
 * A tool of an agent. Only the node `execute` runs tools with effects.
 *
 * A read returns `NOT_FOUND` for a record that does not exist, and throws only if it could not look.
 */
export interface Tool {
  readonly name: string;
  /** For a model: the purpose of the tool. */
  readonly description: string;
  /** For people: `cancel the order`. */
  readonly title: string;
  readonly input: z.ZodObject;
  /**
   * The schema of its result, if a record exists. Templates are checked against it. It declares the units of
   * amounts: `money('USD', 'cents')`. Without it the fields of the result are unknown.
   */
  readonly output?: z.ZodType;
  readonly effects: boolean;
  /**
   * The way to settle an effect in doubt after a crash, an error or a time-out: `key` runs again with the same key,
   * `lookup` asks `happened`, `none` asks a person. Required if `effects` is true.
   */
  readonly idempotency?: 'key' | 'lookup' | 'none';
  /** The words of this effect in a customer's yes. Default: those of its name. */
  readonly words?: ActionWords;
  /** Rejects with `NotDone` if the effect did not happen. */
  run(args: JsonObject, call: ToolCall): Promise<Json>;
  /** The result of the effect under this key; undefined if it did not happen. Required by `lookup`. */
  happened?(args: JsonObject, call: ToolCall): Promise<Json | undefined>;
  /** Renders the action for a confirmation. Default: a list of the arguments. */
  preview?(args: JsonObject, call: ToolCall): Promise<Preview>;
}

/** A fact computed in TypeScript from other facts. */
export interface ComputedFact {
  /** Names of the facts that it reads. */
  readonly needs: readonly string[];
  /** Any needed fact may be `{ exists: false }`. Throws if the fact cannot be computed. */
  compute(facts: JsonObject, now: Date): Json;
}

/**
 * A pure function that a flow computes a value with: a total, a difference, a merged list.
 *
 * It is computed anew whenever the flow is evaluated, and never recorded. It must read and change nothing.
 */
export interface FlowFunction {
  readonly input: z.ZodObject;
  /** Checked after each computation. Templates and amounts of money are checked against it. */
  readonly output: z.ZodType;
  /** Throws if there is no result; a person is called then. */
  compute(input: JsonObject, call: { readonly now: Date }): Json;
}

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

/** The functions of an agent's flows, by name. */
export type FlowFunctions = { readonly [name: string]: FlowFunction };

/** The result of the `toolset` function that `tools/<agent>/index.ts` exports. */
export interface Toolset {
  readonly tools: readonly Tool[];
  /** Implementations of the catalogue's computed facts, by name. */
  readonly facts: { readonly [name: string]: ComputedFact };
  /** The functions of `compute` steps, by name. */
  readonly functions?: FlowFunctions;
  /** The demo records, used if no other data is given. Deterministic. */
  seed?(): { readonly [collection: string]: { readonly [id: string]: Json } };
}

/** Builds an agent's tools over the records that it may read and change. */
export type ToolsetFactory = (ports: { readonly records: Records }) => Toolset;
