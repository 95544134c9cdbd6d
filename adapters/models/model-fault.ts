import { AgentError } from '../../core/errors.ts';
import type { ModelAttempt, ModelUsage } from '../../core/ports/model.ts';

/**
 * The reason why a model gave no usable answer.
 *
 * `transient`: a retry may help. `configuration` (key, address, model name, quota): it stays until someone acts.
 * `request`: the endpoint works but refused this request. `answer`: it answered, and the answer cannot be used.
 */
export interface ModelFault {
  readonly kind: 'transient' | 'configuration' | 'request' | 'answer';
  readonly status: number | null;
  /** The endpoint's own error code, or ours in one word. */
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  /** The message of the endpoint or the network, without secrets. */
  readonly detail: string;
  /** The usage of an answer that cannot be used; null where no answer came. */
  readonly spent: ModelUsage | null;
  /** All attempts of the request. */
  readonly attempts: readonly ModelAttempt[];
}

const UNKNOWN: ModelFault = {
  kind: 'transient',
  status: null,
  code: null,
  retryAfterMs: null,
  detail: '',
  spent: null,
  attempts: [],
};

/** Makes a `MODEL_UNAVAILABLE` with the fault as its cause. */
export function modelUnavailable(message: string, fault: Partial<ModelFault>): AgentError {
  return new AgentError('MODEL_UNAVAILABLE', message, { cause: { ...UNKNOWN, ...fault } });
}

/** The ways in which an answer cannot be used. */
export type Unusable = 'empty' | 'cut_off' | 'filtered' | 'refused';

/** Makes a `MODEL_OUTPUT_INVALID` with the fault as its cause. */
export function answerUnusable(message: string, code: Unusable, spent: ModelUsage | null): AgentError {
  const cause: ModelFault = { ...UNKNOWN, kind: 'answer', code, spent };
  return new AgentError('MODEL_OUTPUT_INVALID', message, { cause });
}

/** The fault of a `MODEL_UNAVAILABLE` or `MODEL_OUTPUT_INVALID`; undefined for any other error. */
export function faultOf(error: unknown): ModelFault | undefined {
  if (!(error instanceof AgentError)) return undefined;
  const invalid = error.code === 'MODEL_OUTPUT_INVALID';
  if (!invalid && error.code !== 'MODEL_UNAVAILABLE') return undefined;
  const cause = error.cause;
  if (typeof cause === 'object' && cause !== null && 'kind' in cause) return cause as ModelFault;
  return invalid ? { ...UNKNOWN, kind: 'answer' } : UNKNOWN;
}
