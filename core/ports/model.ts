import type { Message, ModelCall } from '../message.ts';
import type { JsonObject } from '../values/json.ts';

/** The description of a tool for a model. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly parameters: JsonObject;
}

/** A request to a model. */
export interface CompletionRequest {
  /** Names the call in traces and in scripted models: `act`. */
  readonly purpose: string;
  readonly instructions: string;
  /** Every call is directly followed by its result; endpoints refuse other orders. */
  readonly messages: readonly Message[];
  readonly tools: readonly ModelTool[];
  readonly signal: AbortSignal;
}

/** A model's answer. Money is integer nano-dollars. */
export interface Completion {
  readonly text: string;
  /** Calls in the model's order. Ids are unique among these and the request's messages. */
  readonly calls: readonly ModelCall[];
  /** The model that answered; it may be a fallback. */
  readonly model: string;
  /** Includes cached tokens. */
  readonly input_tokens: number;
  readonly cached_tokens: number;
  readonly output_tokens: number;
  readonly cost_nano: number;
  /** The mean log-probability of its tokens, at most 0; null or absent if not requested or not reported. */
  readonly mean_log_probability?: number | null;
}

/**
 * A language model that may call tools.
 *
 * Adapters live in `adapters/models/` and pass `test/contracts/model.contract.ts`.
 */
export interface Model {
  readonly id: string;
  /** Rejects with `MODEL_UNAVAILABLE`, `MODEL_OUTPUT_INVALID`, or at once with the signal's reason on abort. */
  complete(request: CompletionRequest): Promise<Completion>;
}
