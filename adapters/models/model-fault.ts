import { AgentError } from '../../core/errors.ts';

/**
 * Why a model did not answer.
 *
 * `transient` may pass and is worth a retry, `configuration` (key, address, model name, quota) stays until
 * someone acts, `request` is about this one request: the endpoint is well.
 */
export interface ModelFault {
  readonly kind: 'transient' | 'configuration' | 'request';
  readonly status: number | null;
  /** The endpoint's own error code. */
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  /** What the endpoint or the network said, without secrets. */
  readonly detail: string;
}

const UNKNOWN: ModelFault = { kind: 'transient', status: null, code: null, retryAfterMs: null, detail: '' };

/** A `MODEL_UNAVAILABLE` whose cause is the fault. */
export function modelUnavailable(message: string, fault: Partial<ModelFault>): AgentError {
  return new AgentError('MODEL_UNAVAILABLE', message, { cause: { ...UNKNOWN, ...fault } });
}

/** The fault behind a `MODEL_UNAVAILABLE`; undefined for every other error. */
export function faultOf(error: unknown): ModelFault | undefined {
  if (!(error instanceof AgentError) || error.code !== 'MODEL_UNAVAILABLE') return undefined;
  const cause = error.cause;
  return typeof cause === 'object' && cause !== null && 'kind' in cause ? (cause as ModelFault) : UNKNOWN;
}
