import type { ContextSource } from './context.ts';

/** A piece of context as a model was told it. `situation`: the customer and their goals. */
export interface Told {
  readonly source: ContextSource | 'situation' | 'day';
  /** The exact origin: a passage id, a record, a line of a thread. */
  readonly provenance: string;
  readonly text: string;
}

/** A model's call with its raw arguments. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  /** Unparsed JSON text; it may be malformed. */
  readonly arguments: string;
}

/**
 * One message of a thread's window: `human` is the customer, `ai` the agent or its model,
 * `tool` a tool's result for the model call `tool_call_id`.
 */
export interface Message {
  readonly id: string;
  readonly type: 'human' | 'ai' | 'tool';
  readonly content: string;
  readonly calls?: readonly ModelCall[];
  readonly tool_call_id?: string;
  /** Of a customer's message: the context that a model was told before it. */
  readonly told?: readonly Told[];
}
