import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AgentError } from '../core/errors.ts';
import { gateOf, testDoor } from '../test/server/door-double.ts';
import { type ListenOptions, listen } from './listen.ts';

async function served(options: Partial<ListenOptions> = {}) {
  const door = testDoor({ pollMs: 60_000 });
  const server = await listen({ app: door.app, host: '127.0.0.1', port: 0, ...options });
  onTestFinished(() => server.close());
  const post = (path: string, body: unknown) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { door, server, post };
}

/** Sends raw bytes and returns everything until the server closes the connection. */
function raw(url: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('listen', () => {
  test('takes a free port for 0 and serves turns there', async () => {
    const { server, post } = await served();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
    expect((await post('/v1/agents/retail/threads', {})).status).toBe(201);
    const turn = await post('/v1/threads/t1/turns', { text: 'hello' });
    expect(await turn.json()).toMatchObject({ outcome: 'answered' });
  });

  test('holds its port while nothing is opened, alive and not ready', async () => {
    const server = await listen({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    const get = (path: string) => fetch(server.url + path);
    expect((await get('/healthz')).status).toBe(200);
    const early = await get('/v1/threads/t1');
    expect(early.status).toBe(503);
    expect(early.headers.get('retry-after')).toBe('1');
    expect(await early.json()).toMatchObject({ code: 'NOT_READY', not_ready: ['starting'] });
    server.serve(testDoor({ pollMs: 60_000 }).app);
    expect((await get('/readyz')).status).toBe(200);
  });

  test('names a port that is taken', async () => {
    const { door, server } = await served();
    const port = Number(new URL(server.url).port);
    const second = listen({ app: door.app, host: '127.0.0.1', port });
    await expect(second).rejects.toThrow(
      `port ${port} on \`127.0.0.1\` is taken by another program; set \`PORT\``,
    );
    await expect(second).rejects.toBeInstanceOf(AgentError);
  });

  test('names a host that is not here', async () => {
    const { door } = await served();
    const elsewhere = listen({ app: door.app, host: '203.0.113.7', port: 0 });
    await expect(elsewhere).rejects.toThrow('`203.0.113.7` is not an address of this machine; set `HOST`');
  });

  test('refuses a large body and still answers', async () => {
    const { door, server } = await served();
    const id = await door.thread();
    const answer = await fetch(`${server.url}/v1/threads/${id}/turns`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: 'x'.repeat(5_000_000) }),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(door.runtime.records.turns).toEqual([]);
  });

  test('refuses large headers', async () => {
    const { server } = await served();
    const answer = await raw(
      server.url,
      `GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('lets go of a client that hangs, and holds little for it until then', async () => {
    const { door, server } = await served({ idleMs: 300 });
    const id = await door.thread();
    const big = 'x'.repeat(10_000);
    for (let index = 0; index < 2_000; index++) door.runtime.append(id, 'step-end', { big });
    let sent = 0;
    const { since } = door.runtime.ledger.events;
    Object.assign(door.runtime.ledger.events, {
      since: async (...query: Parameters<typeof since>) => {
        const events = await since(...query);
        sent += events.length;
        return events;
      },
    });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.pause();
      socket.write(`GET /v1/threads/${id}/events HTTP/1.1\r\nHost: a\r\n\r\n`);
    });
    onTestFinished(() => void socket.destroy());
    await expect.poll(() => door.runtime.subscriptions()).toBe(1);
    await expect.poll(() => door.runtime.subscriptions(), { timeout: 5_000 }).toBe(0);
    expect(sent).toBeLessThan(2_000);
  });

  test('stops listening to a thread when its client hangs up', async () => {
    const { door, server } = await served();
    const id = await door.thread();
    const leave = new AbortController();
    const answer = await fetch(`${server.url}/v1/threads/${id}/events`, { signal: leave.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(door.runtime.subscriptions()).toBe(1);
    leave.abort();
    await expect.poll(() => door.runtime.subscriptions()).toBe(0);
  });
});

describe('close', () => {
  test('lets a running turn finish, ends event streams, refuses new requests, then listens no more', async () => {
    const { door, server, post } = await served();
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = () => gate.promise;
    const turn = post(`/v1/threads/${id}/turns`, { text: 'hello' });
    await expect.poll(() => door.runtime.records.turns.length).toBe(1);
    const events = await fetch(`${server.url}/v1/threads/${id}/events`);
    const closed = server.close();
    await expect(events.text()).resolves.toContain('event: turn-start');
    const late = await fetch(`${server.url}/healthz`);
    expect(await late.json()).toMatchObject({ code: 'SERVER_STOPPING', status: 503 });
    const gone = () =>
      fetch(`${server.url}/healthz`).then(
        () => 'answered',
        () => 'refused',
      );
    await expect.poll(gone).toBe('refused');
    gate.resolve();
    expect(await (await turn).json()).toMatchObject({ outcome: 'answered' });
    await closed;
    expect(door.runtime.subscriptions()).toBe(0);
  });

  test('resets none of the requests that were sent before, and that nobody has read yet', async () => {
    const { door, server, post } = await served();
    const id = await door.thread();
    const sent = Array.from({ length: 6 }, () => post(`/v1/threads/${id}/turns`, { text: 'hello' }));
    // Keeps the event loop busy until all of them wait in the system's queue.
    const until = performance.now() + 150;
    await new Promise((resolve) => setImmediate(resolve));
    const closed = new Promise((resolve) => setImmediate(() => resolve(server.close())));
    while (performance.now() < until);
    const answers = await Promise.all(sent);
    for (const answer of answers) expect([200, 409, 503]).toContain(answer.status);
    expect(answers.map(({ status }) => status)).toContain(503);
    await closed;
  });

  test('does not wait for a connection that carries no request', async () => {
    const { server } = await served();
    const silent = raw(server.url, '');
    await (await fetch(`${server.url}/healthz`)).text();
    await server.close();
    await expect(silent).resolves.toBe('');
  }, 2_000);

  test('refuses what comes later over a connection that was open', async () => {
    const { door } = await served();
    const stopping = AbortSignal.abort();
    const answer = await door.app.request('/v1/escalations', {}, { stopping });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await answer.json()).toMatchObject({ code: 'SERVER_STOPPING', retryable: true });
  });

  test('cuts off what does not finish in its time', async () => {
    const { door, server, post } = await served({ graceMs: 30 });
    door.runtime.during = () => new Promise(() => undefined);
    const turn = post(`/v1/threads/${await door.thread()}/turns`, { text: 'hello' });
    turn.catch(() => undefined);
    await expect.poll(() => door.runtime.records.turns.length).toBe(1);
    await server.close();
    await expect(turn).rejects.toThrow();
  });

  test('twice is once', async () => {
    const { server } = await served();
    await Promise.all([server.close(), server.close()]);
  });
});
