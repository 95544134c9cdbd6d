import { setTimeout as sleep } from 'node:timers/promises';
import { ExponentialBackoff } from 'cockatiel';
import { AgentError } from '../../core/errors.ts';
import { summedUsage } from '../../core/models/attempts.ts';
import type { Completion, CompletionRequest, Model, ModelAttempt } from '../../core/ports/model.ts';
import { within } from '../../core/values/limit.ts';
import { type CallEnd, type Circuit, circuit } from './circuit.ts';
import { attempt, leftAlone } from './model-attempt.ts';
import { faultOf, type ModelFault, modelUnavailable } from './model-fault.ts';

/** Models in order of fallback, with limits for time and retries. */
export interface ResilientModelOptions {
  /** The first model is called; the others are tried in order if it fails. */
  readonly models: readonly [Model, ...Model[]];
  /** Models that are asked only by a request that prefers one of them. */
  readonly preferred?: readonly Model[];
  /** Further attempts with one model. */
  readonly retries: number;
  /** The time of one request in milliseconds. Each model gets its share of what is left, so that every later one can still be asked. */
  readonly requestMs?: number;
  /** About the first wait between attempts in milliseconds. Later waits double; all have jitter. */
  readonly backoffMs?: number;
  /** The longest wait in milliseconds. If an endpoint asks for more, there is no further attempt. */
  readonly maxBackoffMs?: number;
  /** Consecutive failures that open a model's circuit. */
  readonly breakAfter?: number;
  /** Milliseconds that the circuit stays open before one trial call. */
  readonly pauseMs?: number;
  /** Called when no model of the chain answers any more, and when one does again. */
  readonly onOutage?: (error: unknown) => void;
  readonly onReturn?: () => void;
}

/** A model with retries and fallbacks that reports its availability. */
export interface ResilientModel extends Model {
  /** False if no model of the chain answered its last call; the mode is then `degraded`. Only a further call can change it. */
  available(): boolean;
  /** Leaves a model alone for a while that is known to be down. */
  leaveAlone(id: string): void;
}

interface Link {
  readonly model: Model;
  readonly circuit: Circuit;
  answering: boolean;
}

type Limits = Required<Omit<ResilientModelOptions, 'models' | 'preferred' | 'onOutage' | 'onReturn'>>;

/** One request on its way through the chain. */
interface Way {
  readonly request: CompletionRequest;
  readonly limits: Limits;
  readonly attempts: ModelAttempt[];
  /** The end of the share of the model that is asked. */
  readonly until: number;
  readonly isLast: boolean;
}

/** Answers of which another one may be better; a filter and a refusal would come again. */
const WORTH_ASKING_AGAIN: readonly (string | null)[] = ['empty', 'cut_off'];

/** True if the same model may do better. One that is silent is asked again only if no other is left. */
function mayPass({ kind, code, retryAfterMs }: ModelFault, failed: number, { limits, isLast }: Way): boolean {
  if (failed >= limits.retries) return false;
  if (kind === 'answer') return failed === 0 && WORTH_ASKING_AGAIN.includes(code);
  return kind === 'transient' && (retryAfterMs ?? 0) <= limits.maxBackoffMs && (code !== 'late' || isLast);
}

/** Asks one model, again where that may help, within its share of the time. */
async function ask(link: Link, way: Way): Promise<Completion> {
  const { request, limits, until, attempts } = way;
  let backoff = new ExponentialBackoff({
    initialDelay: limits.backoffMs,
    maxDelay: limits.maxBackoffMs,
  }).next();
  for (let failed = 0; ; failed++) {
    const leave = link.circuit.enter();
    if (!leave) {
      attempts.push(leftAlone(link.model.id));
      throw modelUnavailable(`\`${link.model.id}\` failed repeatedly and is left alone for a while`, {
        code: 'circuit_open',
      });
    }
    const ended = await attempt(link.model, request, until - performance.now(), (how) => {
      if (how !== 'cancelled') link.answering = isWell(how);
      leave(how);
    });
    attempts.push(ended.attempt);
    if ('completion' in ended) return ended.completion;
    const wait = Math.max(backoff.duration, ended.fault.retryAfterMs ?? 0);
    if (!mayPass(ended.fault, failed, way) || performance.now() + wait >= until) throw ended.error;
    backoff = backoff.next({});
    await within(request.signal, () => sleep(wait, undefined, { signal: request.signal }));
  }
}

const isWell = (how: CallEnd): boolean => how === 'well';

async function firstAnswer(
  links: readonly Link[],
  request: CompletionRequest,
  limits: Limits,
): Promise<Completion> {
  const end = performance.now() + limits.requestMs;
  const [attempts, failures]: [ModelAttempt[], AgentError[]] = [[], []];
  for (const [index, link] of links.entries()) {
    const now = performance.now();
    const until = now + (end - now) / (links.length - index);
    const way = { request, limits, attempts, until, isLast: index === links.length - 1 };
    try {
      const completion = await ask(link, way);
      return { ...completion, ...summedUsage(attempts), attempts };
    } catch (error) {
      if (!faultOf(error)) throw error;
      failures.push(error as AgentError);
    }
  }
  throw noneAnswered(links, failures, attempts);
}

/** The first failure, with all attempts. It is an unusable answer only if every model gave one. */
function noneAnswered(
  links: readonly Link[],
  failures: readonly AgentError[],
  attempts: readonly ModelAttempt[],
): AgentError {
  const [first] = failures as [AgentError, ...AgentError[]];
  const worst = failures.find(({ code }) => code === 'MODEL_UNAVAILABLE') ?? first;
  const names = links.map(({ model }) => `\`${model.id}\``).join(', ');
  const message = failures.length === 1 ? first.message : `none of ${names} answered`;
  return new AgentError(worst.code, message, { cause: { ...faultOf(worst), attempts } });
}

/** Combines models with retries, circuit breakers and ordered fallbacks. */
export function resilientModel({
  models,
  preferred = [],
  onOutage = () => {},
  onReturn = () => {},
  ...given
}: ResilientModelOptions): ResilientModel {
  const limits: Limits = {
    ...{ requestMs: 60_000, backoffMs: 250, maxBackoffMs: 5_000, breakAfter: 5, pauseMs: 15_000 },
    ...given,
  };
  const link = (model: Model): Link => ({
    model,
    circuit: circuit(limits, () => performance.now()),
    answering: true,
  });
  const links = models.map(link);
  const all = [...links, ...preferred.map(link)];
  const inOrder = ({ prefer }: CompletionRequest): readonly Link[] => {
    const first = all.filter(({ model }) => model.id === prefer);
    return [...first, ...links.filter((each) => !first.includes(each))];
  };
  const available = () => links.some(({ answering }) => answering);
  return {
    id: models[0].id,
    structuredOutput: [...models, ...preferred].every(({ structuredOutput }) => structuredOutput),
    available,
    leaveAlone(id) {
      for (const each of all.filter(({ model }) => model.id === id)) {
        each.circuit.open();
        each.answering = false;
      }
    },
    async complete(request) {
      const before = available();
      try {
        const completion = await within(request.signal, () => firstAnswer(inOrder(request), request, limits));
        if (!before) onReturn();
        return completion;
      } catch (error) {
        if (before && !available()) onOutage(error);
        throw error;
      }
    },
  };
}
