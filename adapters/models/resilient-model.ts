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

/** How long to insist, and on whom. */
export interface ResilientModelOptions {
  /** The first answers; the others are tried in order when it does not. */
  readonly models: readonly [Model, ...Model[]];
  /** Further attempts with one model, for faults that may pass. */
  readonly retries: number;
  /** Roughly the first wait between attempts; later ones double, all are jittered. */
  readonly backoffMs?: number;
  /** No wait is longer; an endpoint that asks for more is not waited for. */
  readonly maxBackoffMs?: number;
  /** Failures in a row after which a model is left alone. */
  readonly breakAfter?: number;
  /** How long it is left alone before one call tries it again. */
  readonly pauseMs?: number;
}

/** A model that insists, and knows whether that helps. */
export interface ResilientModel extends Model {
  /** False when no model of the chain answered its last call: the product is `degraded`. Only a call finds out that one is back. */
  available(): boolean;
}

interface Link {
  readonly id: string;
  complete(request: CompletionRequest): Promise<Completion>;
  answering(): boolean;
}

type Limits = Required<Omit<ResilientModelOptions, 'models'>>;
type Jitter = IBackoff<unknown>;

/** Claims that the endpoint itself is not well. */
function isDown(error: unknown): boolean {
  return (faultOf(error)?.kind ?? 'request') !== 'request';
}

/** Claims that the endpoint is well: it refused this one request, or gave an unusable answer. */
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
    // An error that the breaker does not handle closes a half-open circuit: an aborted trial must not.
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
          // The policies look at the signal before a wait, not after it.
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

/** Makes models that may fail one that seldom does: retries, circuit breakers, and fallbacks in order. */
export function resilientModel({ models, ...given }: ResilientModelOptions): ResilientModel {
  const limits: Limits = { backoffMs: 250, maxBackoffMs: 5_000, breakAfter: 5, pauseMs: 15_000, ...given };
  const links = models.map((model) => link(model, limits));
  return {
    id: models[0].id,
    available: () => links.some(({ answering }) => answering()),
    complete: (request) => within(request.signal, () => firstAnswer(links, request)),
  };
}
