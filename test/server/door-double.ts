import { expect } from 'vitest';
import { httpApp } from '../../server/app.ts';
import type { HttpApp, HttpAppOptions } from '../../server/door.ts';
import type { LogEntry } from '../../server/log.ts';
import type { Problem } from '../../server/problem.ts';
import { broken } from './conformance.ts';
import { type RuntimeDouble, runtimeDouble } from './runtime-double.ts';

/** The HTTP door over a runtime double, and ways to knock on it; every answer is held against the OpenAPI document. */
export interface TestDoor {
  readonly app: HttpApp;
  readonly runtime: RuntimeDouble;
  readonly log: LogEntry[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  send(method: string, path: string, init: RequestInit): Promise<Response>;
  /** Opens a thread and answers its id. */
  thread(): Promise<string>;
}

/** A door for one test. */
export function testDoor(options: Partial<HttpAppOptions> = {}): TestDoor {
  const runtime = runtimeDouble();
  const log: LogEntry[] = [];
  const app = httpApp({
    runtime,
    log: (entry) => log.push(entry),
    now: () => new Date('2026-01-02T03:04:05Z'),
    ...options,
  });
  const send = async (method: string, path: string, init: RequestInit) => {
    const answer = await app.request(path, { ...init, method });
    expect(await broken(app, method, new URL(path, 'http://x').pathname, answer)).toEqual([]);
    return answer;
  };
  const json = { 'Content-Type': 'application/json' };
  return {
    app,
    runtime,
    log,
    send,
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: (path, body, headers = {}) =>
      send('POST', path, { headers: { ...json, ...headers }, body: JSON.stringify(body) }),
    async thread() {
      const answer = await send('POST', '/v1/agents/retail/threads', {});
      return ((await answer.json()) as { thread_id: string }).thread_id;
    },
  };
}

/** Claims that an answer is a problem with this code, and answers the document. */
export async function problemIn(answer: Response, code: string): Promise<Problem> {
  const problem = (await answer.json()) as Problem;
  expect(problem.code).toBe(code);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.status).toBe(answer.status);
  expect(JSON.stringify(problem)).not.toMatch(/at \S+ \(|node_modules|\.ts:/);
  return problem;
}

/** One server-sent event. */
export interface SentEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads a stream's events until it ends, or until `count` were read; heartbeats are passed over. */
export async function eventsIn(answer: Response, count = Number.POSITIVE_INFINITY): Promise<SentEvent[]> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  const events: SentEvent[] = [];
  while (reader && events.length < count) {
    const { done, value } = await reader.read();
    if (done) return events;
    events.push(...decoder.decode(value).split('\n\n').flatMap(parsed));
  }
  await reader?.cancel();
  return events;
}

function parsed(frame: string): SentEvent[] {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
  const event = line('event');
  return event
    ? [{ id: line('id'), event, data: JSON.parse(line('data') ?? 'null') as Record<string, unknown> }]
    : [];
}

/** A promise that a test keeps when it wants. */
export function gateOf(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
