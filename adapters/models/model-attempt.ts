import type { Completion, CompletionRequest, Model, ModelAttempt } from '../../core/ports/model.ts';
import { inTime } from '../../core/values/limit.ts';
import type { CallEnd } from './circuit.ts';
import { faultOf, type ModelFault, modelUnavailable } from './model-fault.ts';

const NOTHING = { input_tokens: 0, cached_tokens: 0, output_tokens: 0, cost_nano: 0 };

/** One call that has ended, with what it says about its model. */
export type Attempted = { readonly attempt: ModelAttempt; readonly how: CallEnd } & (
  | { readonly completion: Completion }
  | { readonly fault: ModelFault; readonly error: unknown }
);

/** Calls a model once, within a time. Rejects if the request was cancelled or the error is no fault of a model. */
export async function attempt(
  model: Model,
  request: CompletionRequest,
  limitMs: number,
  leave: (how: CallEnd) => void,
): Promise<Attempted> {
  const started = performance.now();
  const taken = () => Math.round((performance.now() - started) * 1000) / 1000;
  const late = () =>
    modelUnavailable(`\`${model.id}\` did not answer in its share of the time`, { code: 'late' });
  try {
    const limit = { ms: Math.max(0, limitMs), late, signal: request.signal };
    const completion = await inTime(limit, (signal) => model.complete({ ...request, signal }));
    const { input_tokens, cached_tokens, output_tokens, cost_nano, usage } = completion;
    const counts = { input_tokens, cached_tokens, output_tokens, cost_nano, ...(usage ? { usage } : {}) };
    leave('well');
    return {
      completion,
      how: 'well',
      attempt: { model: completion.model, end: 'answered', ms: taken(), ...counts },
    };
  } catch (error) {
    const fault = request.signal.aborted ? undefined : faultOf(error);
    const how = howOf(fault, request.signal);
    leave(how);
    if (!fault) throw error;
    return {
      ...{ fault, error, how },
      attempt: { model: model.id, end: endOf(fault), ms: taken(), ...NOTHING, ...fault.spent },
    };
  }
}

/** The record of a model that is not called, because it failed repeatedly. */
export const leftAlone = (model: string): ModelAttempt => ({ model, end: 'left_alone', ms: 0, ...NOTHING });

/** A request that ran out of its time has waited for this model in vain. */
function howOf(fault: ModelFault | undefined, { reason }: AbortSignal): CallEnd {
  if (!fault) return reason instanceof Error && reason.name === 'TimeoutError' ? 'late' : 'cancelled';
  if (fault.kind === 'request' || fault.kind === 'answer') return 'well';
  return fault.code === 'late' ? 'late' : 'down';
}

/** The end in one word. An endpoint's own words are not repeated. */
function endOf({ kind, code, status }: ModelFault): string {
  if (status !== null) return `status_${status}`;
  return kind === 'answer' || OURS.includes(code ?? '') ? (code ?? 'failed') : 'failed';
}

const OURS: readonly string[] = [
  'late',
  'unreachable',
  'body_too_large',
  'not_a_completion',
  'error_in_body',
];
