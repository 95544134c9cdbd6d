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
}
