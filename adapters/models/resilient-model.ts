import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
  type IRetryBackoffContext,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import { AgentError } from '../../core/errors.ts';
import type { Completion, CompletionRequest, Model } from '../../core/ports/model.ts';
import { within } from '../../core/values/limit.ts';
import { faultOf, modelUnavailable } from './model-fault.ts';

/** Models in order of fallback, with limits for retries. */
export interface ResilientModelOptions {
  /** The first model is called; the others are tried in order if it fails. */
  readonly models: readonly [Model, ...Model[]];
  /** Further attempts with one model after transient faults. */
  readonly retries: number;
  /** About the first wait between attempts in milliseconds. Later waits double; all have jitter. */
  readonly backoffMs?: number;
  /** The longest wait in milliseconds. If an endpoint asks for more, there is no further attempt. */
  readonly maxBackoffMs?: number;
  /** Consecutive failures that open a model's circuit. */
  readonly breakAfter?: number;
  /** Milliseconds that the circuit stays open before one trial call. */
  readonly pauseMs?: number;
}

/** A model with retries and fallbacks that reports its availability. */
export interface ResilientModel extends Model {
  /** False if no model of the chain answered its last call; the mode is then `degraded`. Only a further call can change it. */
  available(): boolean;
}

interface Link {
  readonly id: string;
  complete(request: CompletionRequest): Promise<Completion>;
  answering(): boolean;
}

type Limits = Required<Omit<ResilientModelOptions, 'models'>>;
type Jitter = IBackoff<unknown>;

/** True if the endpoint itself fails. */
function isDown(error: unknown): boolean {
  return (faultOf(error)?.kind ?? 'request') !== 'request';
}

/** True if the endpoint works: it refused this request, or gave an unusable answer. */
function isWell(error: unknown): boolean {
  const invalid = error instanceof AgentError && error.code === 'MODEL_OUTPUT_INVALID';
  return invalid || faultOf(error)?.kind === 'request';
}

function backoff({ backoffMs, maxBackoffMs }: Limits) {
  const jitter = new ExponentialBackoff({ initialDelay: backoffMs, maxDelay: maxBackoffMs });
  return new DelegateBackoff<IRetryBackoffContext<unknown>, Jitter>((context, last) => {
    const next: Jitter = last ? last.next(context) : jitter.next();
    const error = 'error' in context.result ? context.result.error : undefined;
    return { delay: Math.max(next.duration, faultOf(error)?.retryAfterMs ?? 0), state: next };
  });
}

function link(model: Model, limits: Limits): Link {
  const mayPass = (error: unknown) => {
    const fault = faultOf(error);
    return fault?.kind === 'transient' && (fault.retryAfterMs ?? 0) <= limits.maxBackoffMs;
  };
  const breaker = circuitBreaker(
    // An unhandled error closes a half-open circuit; an aborted trial must not.
    handleWhen((error) => isDown(error) || (breaker.state === CircuitState.HalfOpen && !isWell(error))),
    { halfOpenAfter: limits.pauseMs, breaker: new ConsecutiveBreaker(limits.breakAfter) },
  );
  const policy = wrap(
    retry(handleWhen(mayPass), { maxAttempts: limits.retries, backoff: backoff(limits) }),
    breaker,
  );
  let answering = true;

  const settled = (error: unknown): never => {
    const left = isBrokenCircuitError(error);
    if (left || isDown(error)) answering = false;
    if (isWell(error)) answering = true;
    if (left)
      throw modelUnavailable(`\`${model.id}\` failed repeatedly and is left alone for a while`, {
        code: 'circuit_open',
      });
    throw error;
  };

  return {
    id: model.id,
    answering: () => answering,
    complete: (request) =>
      policy
        .execute(() => {
          // The policies check the signal before a wait only.
          request.signal.throwIfAborted();
          return model.complete(request);
        }, request.signal)
        .then((completion) => {
          answering = true;
          return completion;
        }, settled),
  };
}

async function firstAnswer(links: readonly Link[], request: CompletionRequest): Promise<Completion> {
  const failures: unknown[] = [];
  for (const { complete } of links) {
    try {
      return await complete(request);
    } catch (error) {
      if (!faultOf(error)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (failures.length === 1) throw first;
  const names = links.map(({ id }) => `\`${id}\``).join(', ');
  throw new AgentError('MODEL_UNAVAILABLE', `none of ${names} answered`, {
    cause: (first as AgentError).cause,
  });
}

/** Combines models with retries, circuit breakers and ordered fallbacks. */
export function resilientModel({ models, ...given }: ResilientModelOptions): ResilientModel {
  const limits: Limits = { backoffMs: 250, maxBackoffMs: 5_000, breakAfter: 5, pauseMs: 15_000, ...given };
  const links = models.map((model) => link(model, limits));
  return {
    id: models[0].id,
    available: () => links.some(({ answering }) => answering()),
    complete: (request) => within(request.signal, () => firstAnswer(links, request)),
  };
}
