import { TaskCancelledError } from 'cockatiel';
import { AgentError } from '../../core/errors.ts';
import { type ModelFault, modelUnavailable } from './model-fault.ts';

/** The fields of the client's errors that are read. Each is checked. */
interface ClientError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly headers?: unknown;
  readonly cause?: unknown;
}

/** Codes of an exceeded quota: status 429 like rate limits, but waiting does not help. */
const NO_MONEY: readonly unknown[] = [
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
];
/** 498: Groq has no capacity at the moment. */
const WORTH_RETRYING: readonly number[] = [408, 409, 425, 429, 498];
const OF_THE_ENDPOINT: readonly number[] = [401, 402, 403, 404, 405];

/** The kind of a fault, by the status and the code of its answer. */
export function kindOf(status: number | null, code: unknown): ModelFault['kind'] {
  if (NO_MONEY.includes(code)) return 'configuration';
  if (status === null || status >= 500 || WORTH_RETRYING.includes(status)) return 'transient';
  return OF_THE_ENDPOINT.includes(status) ? 'configuration' : 'request';
}

function retryAfterMs(headers: unknown): number | null {
  if (!(headers instanceof Headers)) return null;
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const wait = Number.isFinite(milliseconds) ? milliseconds : seconds * 1000;
  return Number.isFinite(wait) && wait >= 0 ? wait : null;
}

function causes(error: ClientError): string {
  const cause = error.cause as ClientError | undefined;
  const own = `${error.code ?? ''} ${error.message ?? ''}`.trim();
  return cause ? `${own}: ${causes(cause)}` : own;
}

/** The status of an error. The client reports an over-long request by class only. */
function statusOf(error: ClientError): number | null {
  if (typeof error.status === 'number') return error.status;
  return error.name === 'ContextOverflowError' ? 400 : null;
}

function problem(error: ClientError, status: number | null): string {
  if (error instanceof TaskCancelledError) return 'did not answer in time';
  return status === null ? 'could not be reached or broke off' : `answered with status ${status}`;
}

/** The endpoint's own code; of the network's errors whether the answer was late. */
function codeOf(error: ClientError, status: number | null): string | null {
  if (error instanceof TaskCancelledError || error.name === 'TimeoutError') return 'late';
  if (typeof error.code === 'string') return error.code;
  return status === null ? 'unreachable' : null;
}

/** Converts a client's error. Drops the original, which contains headers and may contain the key. */
export function toModelError(name: string, apiKey: string, thrown: unknown): AgentError {
  if (thrown instanceof AgentError) return thrown;
  const error: ClientError =
    typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) };
  const status = statusOf(error);
  const said = causes(error).split('\n')[0] ?? '';
  return modelUnavailable(`the endpoint of \`${name}\` ${problem(error, status)}`, {
    kind: kindOf(status, error.code),
    status,
    code: codeOf(error, status),
    retryAfterMs: retryAfterMs(error.headers),
    detail: (apiKey === '' ? said : said.replaceAll(apiKey, '***')).slice(0, 300),
  });
}
