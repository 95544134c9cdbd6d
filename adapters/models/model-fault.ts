import { AgentError } from '../../core/errors.ts';

/**
 * The reason why a model did not answer.
 *
 * `transient`: a retry may help. `configuration` (key, address, model name, quota): it stays until someone acts.
 * `request`: the endpoint works but refused this request.
 */
export interface ModelFault {
  readonly kind: 'transient' | 'configuration' | 'request';
  readonly status: number | null;
  /** The endpoint's own error code. */
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  /** The message of the endpoint or the network, without secrets. */
  readonly detail: string;
}

const UNKNOWN: ModelFault = { kind: 'transient', status: null, code: null, retryAfterMs: null, detail: '' };

/** Makes a `MODEL_UNAVAILABLE` with the fault as its cause. */
export function modelUnavailable(message: string, fault: Partial<ModelFault>): AgentError {
  return new AgentError('MODEL_UNAVAILABLE', message, { cause: { ...UNKNOWN, ...fault } });
}

/** The fault of a `MODEL_UNAVAILABLE`; undefined for any other error. */
export function faultOf(error: unknown): ModelFault | undefined {
  if (!(error instanceof AgentError) || error.code !== 'MODEL_UNAVAILABLE') return undefined;
  const cause = error.cause;
  return typeof cause === 'object' && cause !== null && 'kind' in cause ? (cause as ModelFault) : UNKNOWN;
}
