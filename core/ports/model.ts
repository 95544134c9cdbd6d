import type { Message, ModelCall } from '../message.ts';
import type { JsonObject } from '../values/json.ts';

/** A tool as a model is told of it. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly parameters: JsonObject;
}

/** What a model is asked. */
export interface CompletionRequest {
  /** Names the call in traces and in scripted models: `act`. */
  readonly purpose: string;
  readonly instructions: string;
  /** Every call is directly followed by its result: endpoints refuse anything else. */
  readonly messages: readonly Message[];
  readonly tools: readonly ModelTool[];
  readonly signal: AbortSignal;
}

/** What a model answered. Money is integer nano-dollars. */
export interface Completion {
  readonly text: string;
  /** In the model's order; ids are unique among these and the request's messages. */
  readonly calls: readonly ModelCall[];
  /** The model that answered: a fallback may have. */
  readonly model: string;
  /** Cached ones included. */
  readonly input_tokens: number;
  readonly cached_tokens: number;
  readonly output_tokens: number;
  readonly cost_nano: number;
  /** Mean of its tokens' log-probabilities, at most 0; null or missing where the endpoint was not asked or does not say. */
  readonly mean_log_probability?: number | null;
}

/**
 * A language model that may call tools.
 *
 * Adapters live in `adapters/models/` and pass `test/contracts/model.contract.ts`.
 */
export interface Model {
  readonly id: string;
  /** Rejects with `MODEL_UNAVAILABLE`, `MODEL_OUTPUT_INVALID`, or at once with the signal's reason when it aborts. */
  complete(request: CompletionRequest): Promise<Completion>;
}
