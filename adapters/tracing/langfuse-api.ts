import { setTimeout as pause } from 'node:timers/promises';
import { AgentError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { BODY_LIMIT, limitedFetch } from '../limited-fetch.ts';

export interface LangfuseAccess {
  readonly publicKey: string;
  readonly secretKey: string;
  readonly baseUrl: string;
}

/** A successful answer. `gone`: this version of Langfuse does not have the route. */
export type LangfuseAnswer = { readonly gone: true } | { readonly gone: false; readonly body: JsonObject };

/** Langfuse's public API, without traces. Rejects with `TRACES_UNAVAILABLE`. */
export interface LangfuseApi {
  get(path: string): Promise<LangfuseAnswer>;
  post(path: string, body: JsonObject): Promise<LangfuseAnswer>;
}

const TIMEOUT_MS = 10_000;
/** The longest pause that is waited for; evals would take too long otherwise. */
const LONGEST_PAUSE_SECONDS = 30;
const TRIES = 4;
const GONE: readonly number[] = [404, 405, 410];
const BUSY: readonly number[] = [429, 503];
const ask = limitedFetch(() => new Error(`it answers with more than ${BODY_LIMIT} bytes`));

/** Calls Langfuse and waits if it asks for fewer requests. */
export function langfuseApi({ publicKey, secretKey, baseUrl }: LangfuseAccess): LangfuseApi {
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const root = `${baseUrl.replace(/\/$/, '')}/api/public/`;
  const call = async (path: string, request: RequestInit, tries = 1): Promise<LangfuseAnswer> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const broken = (error: unknown) => refuse(path, error instanceof Error ? error.message : String(error));
    const response = await ask(`${root}${path}`, { ...request, headers, signal }).catch(broken);
    if (response.ok) return { gone: false, body: (await response.json().catch(broken)) as JsonObject };
    await response.body?.cancel();
    if (GONE.includes(response.status)) return { gone: true };
    if (!BUSY.includes(response.status) || tries === TRIES) refuse(path, `it answers ${response.status}`);
    await pause(pauseAsked(response));
    return call(path, request, tries + 1);
  };
  return {
    get: (path) => call(path, { method: 'GET' }),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}

function pauseAsked({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after'));
  return 1000 * (seconds > 0 ? Math.min(seconds, LONGEST_PAUSE_SECONDS) : 1);
}

function refuse(path: string, why: string): never {
  throw new AgentError('TRACES_UNAVAILABLE', `Langfuse does not take \`${path.split('?')[0]}\`: ${why}`);
}
