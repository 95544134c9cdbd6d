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
  /** The JSON schema of the answer's text. Held to only by models with `structuredOutput`: read the text like any input. */
  readonly schema?: { readonly name: string; readonly schema: JsonObject };
  /** The model of a chain that is asked first, by name; the usual ones follow in their order. */
  readonly prefer?: string;
  readonly signal: AbortSignal;
}

/** Tokens and money of an answer or an attempt. Money is integer nano-dollars. */
export interface ModelUsage {
  /** Includes cached tokens. */
  readonly input_tokens: number;
  readonly cached_tokens: number;
  readonly output_tokens: number;
  readonly cost_nano: number;
  /** Present if the endpoint did not say, or said nonsense, and the tokens were counted here. */
  readonly usage?: 'estimated';
}

/** One call to an endpoint for a request. */
export interface ModelAttempt extends ModelUsage {
  readonly model: string;
  /** `answered`, or in one word why its answer was not taken: `late`, `unreachable`, `status_429`, `cut_off`. */
  readonly end: string;
  readonly ms: number;
}

/** A model's answer. Its usage is that of all attempts of the request. */
export interface Completion extends ModelUsage {
  readonly text: string;
  /** Calls in the model's order. Ids are unique among these and the request's messages. */
  readonly calls: readonly ModelCall[];
  /** The model that answered; it may be a fallback. */
  readonly model: string;
  /** The mean log-probability of its tokens, at most 0; null or absent if not requested or not reported. */
  readonly mean_log_probability?: number | null;
  /** All attempts in order, the one that answered last. Absent from a model that makes one. */
  readonly attempts?: readonly ModelAttempt[];
}

/**
 * A language model that may call tools.
 *
 * Adapters live in `adapters/models/` and pass `test/contracts/model.contract.ts`.
 */
export interface Model {
  readonly id: string;
  /** True if it is held to a request's schema. */
  readonly structuredOutput?: boolean;
  /**
   * Rejects with `MODEL_UNAVAILABLE`, `MODEL_OUTPUT_INVALID`, or at once with the signal's reason on abort. The
   * attempts of a rejected request are read by `attemptsOf`.
   */
  complete(request: CompletionRequest): Promise<Completion>;
}
