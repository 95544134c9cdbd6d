import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../app/env.ts';
import { type OpenedRuntime, openRuntime } from '../app/open/open.ts';
import { AgentError } from '../core/errors.ts';
import { unverified } from '../core/principal.ts';
import { own } from '../core/values/own.ts';
import { httpApp } from '../server/app.ts';
import { broken } from './server/conformance.ts';

const root = fileURLToPath(new URL('./fixtures/tiny/', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'trestle-problems-'));

let runtime: OpenedRuntime;
beforeAll(async () => {
  runtime = await openRuntime({ root, dataDir: data, environment: readEnvironment({}) });
}, 60_000);
afterAll(async () => {
  await runtime.close();
  rmSync(data, { recursive: true, force: true });
});

interface Request {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
  readonly key?: string;
  readonly stopping?: AbortSignal;
  /** The methods in which the runtime differs from the real one. */
  readonly instead?: Partial<OpenedRuntime>;
}

/** Asks the door over the real runtime; answers the path and the whole problem. */
async function refused({
  path,
  body = '{}',
  type = 'application/json',
  key,
  method = 'POST',
  ...rest
}: Request) {
  const { stopping, instead } = rest;
  const app = httpApp({ runtime: { ...runtime, ...instead }, log: () => {}, now: () => new Date(0) });
  const headers = {
    'Content-Type': type,
    'X-Request-Id': 'request-7',
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
  };
  const init = method === 'POST' ? { method, headers, body } : { method, headers };
  const answer = await app.request(path, init, stopping ? { stopping } : {});
  expect(await broken(app, method, path, answer)).toEqual([]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  return { path, status: answer.status, problem: await answer.json() };
}

const opened = async () => (await runtime.openThread({ agent: 'tiny', customer_id: 'ada' })).thread_id;
const turnsOf = (thread: string) => `/v1/threads/${thread}/turns`;
const say = (thread_id: string, text: string, idempotency_key: string | null = null) =>
  runtime.takeTurn({ thread_id, text, idempotency_key });

/** An escalation of a reader who asked for a person. */
async function escalated() {
  const { escalation_id } = await say(await opened(), 'I want to talk to a person');
  return escalation_id ?? '';
}

const NOBODY = turnsOf('none');
const ANSWER = { decision: 'answer', by: unverified('maria'), text: 'Hello Ada.' } as const;

interface Row {
  readonly ask: () => ReturnType<typeof refused>;
  readonly status: number;
  readonly title: string;
  /** The text, or its pattern where it holds an id. */
  readonly detail: string | RegExp;
  readonly retryable?: true;
  readonly more?: object;
}

/** For every code the request that brings it about, and all that the client reads. */
const PROBLEMS: { readonly [code: string]: Row } = {
  AGENT_UNKNOWN: {
    ask: () => refused({ path: '/v1/agents/none/threads' }),
    status: 404,
    title: 'Agent unknown',
    detail: 'no agent `none` is served here',
  },
  THREAD_UNKNOWN: {
    ask: () => refused({ path: NOBODY, body: '{"text":"hello"}' }),
    status: 404,
    title: 'Thread unknown',
    detail: 'no thread has the id `none`',
  },
  TURN_UNKNOWN: {
    ask: () => refused({ path: '/v1/turns/none/feedback', body: '{"score":1}' }),
    status: 404,
    title: 'Turn unknown',
    detail: 'no turn has the id `none`',
  },
  ESCALATION_UNKNOWN: {
    ask: () => refused({ method: 'GET', path: '/v1/escalations/none' }),
    status: 404,
    title: 'Escalation unknown',
    detail: 'no escalation has the id `none`',
  },
  ROUTE_UNKNOWN: {
    ask: () => refused({ path: '/v2/threads' }),
    status: 404,
    title: 'Route unknown',
    detail: 'no route `/v2/threads`',
  },
  METHOD_NOT_ALLOWED: {
    ask: () => refused({ method: 'DELETE', path: NOBODY }),
    status: 405,
    title: 'Method not allowed',
    detail: '`/v1/threads/none/turns` takes POST',
  },
  BODY_NOT_JSON: {
    ask: () => refused({ path: NOBODY, body: '{"text": ' }),
    status: 400,
    title: 'Body not json',
    detail: 'the body is not JSON',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    ask: () => refused({ path: NOBODY, body: 'text=hello', type: 'text/plain' }),
    status: 415,
    title: 'Media type unsupported',
    detail: 'send the body as `Content-Type: application/json` in UTF-8',
  },
  BODY_TOO_LARGE: {
    ask: async () =>
      refused({ path: turnsOf(await opened()), body: JSON.stringify({ text: 'x'.repeat(5_000) }) }),
    status: 413,
    title: 'Body too large',
    detail: 'the message has 5000 characters; at most 4000 are read',
  },
  REQUEST_INVALID: {
    ask: () => refused({ path: NOBODY, body: '{"text":5,"role":"system"}' }),
    status: 422,
    title: 'Request invalid',
    detail: 'body.text: invalid input: expected string, received number; body.role: unknown key `role`',
    more: {
      errors: [
        { in: 'body', path: 'text', message: 'invalid input: expected string, received number' },
        { in: 'body', path: 'role', message: 'unknown key `role`' },
      ],
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    async ask() {
      const thread = await opened();
      await say(thread, 'when are you open?', 'key-1');
      return refused({ path: turnsOf(thread), body: '{"text":"bye"}', key: 'key-1' });
    },
    status: 422,
    title: 'Idempotency key reused',
    detail: 'the key `key-1` was used for another message',
  },
  THREAD_BUSY: {
    async ask() {
      const thread = await opened();
      const first = say(thread, 'when are you open?');
      const second = await refused({ path: turnsOf(thread), body: '{"text":"and when not?"}' });
      await first;
      return second;
    },
    status: 409,
    title: 'Thread busy',
    detail: /^turn `[0-9a-f-]{36}` has not ended$/,
    retryable: true,
  },
  DECISION_NOT_POSSIBLE: {
    ask: async () =>
      refused({
        path: `/v1/escalations/${await escalated()}/decision`,
        body: '{"decision":"approve","by":"maria"}',
      }),
    status: 422,
    title: 'Decision not possible',
    detail: 'no action waits for a decision here: answer or reject',
  },
  ESCALATION_CLOSED: {
    async ask() {
      const id = await escalated();
      await runtime.decide(id, ANSWER);
      return refused({
        path: `/v1/escalations/${id}/decision`,
        body: JSON.stringify({ ...ANSWER, by: 'maria' }),
      });
    },
    status: 409,
    title: 'Escalation closed',
    detail: /^escalation `esc_[0-9a-f]{32}` has been decided already$/,
  },
  SERVER_STOPPING: {
    ask: () => refused({ method: 'GET', path: '/healthz', stopping: AbortSignal.abort() }),
    status: 503,
    title: 'Server stopping',
    detail: 'The server is stopping; send the request again.',
    retryable: true,
  },
  LEDGER_UNAVAILABLE: {
    ask: () => broke(new AgentError('LEDGER_UNAVAILABLE', '/srv/data/ledger.db is locked')),
    status: 503,
    title: 'Ledger unavailable',
    detail: 'The ledger cannot be read or written.',
    retryable: true,
  },
  NOT_READY: {
    ask: () => refused({ method: 'GET', path: '/readyz', instead: { notReady: async () => ['ledger'] } }),
    status: 503,
    title: 'Not ready',
    detail: 'A part of the server is not ready; `not_ready` names it.',
    retryable: true,
    more: { not_ready: ['ledger'] },
  },
  INTERNAL: {
    ask: () => broke(new TypeError('undefined is not a function')),
    status: 500,
    title: 'Internal',
    detail: 'An internal error; the log has the cause under the request id.',
  },
};

/** A turn that breaks with this error. */
async function broke(error: Error) {
  const instead = { takeTurn: () => Promise.reject(error) };
  return refused({ path: turnsOf(await opened()), body: '{"text":"hello"}', instead });
}

describe('every problem is answered with exactly its document', async () => {
  const document = JSON.stringify(
    httpApp({ runtime: {} as OpenedRuntime, log: () => {}, now: () => new Date(0) }).getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Trestle', version: '1' },
    }),
  );
  const documented = [...document.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code = '']) => code);
  // On no route, hence not in the document.
  const codes = new Set([...documented, 'ROUTE_UNKNOWN', 'METHOD_NOT_ALLOWED']);

  test.each([...codes])('%s', async (code) => {
    const row = own(PROBLEMS, code);
    if (row === undefined) throw new Error(`no request here is answered with ${code}`);
    const { ask, status, title, detail, retryable = false, more } = row;
    const answered = await ask();
    expect(answered).toEqual({
      path: answered.path,
      status,
      problem: {
        type: `/docs/errors.md#${code.toLowerCase()}`,
        title,
        status,
        detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
        code,
        instance: answered.path,
        request_id: 'request-7',
        retryable,
        ...more,
      },
    });
  });

  test('and no other is shown here', () => {
    expect(Object.keys(PROBLEMS).filter((code) => !codes.has(code))).toEqual([]);
  });
});
