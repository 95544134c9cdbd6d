import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextRound, setTimeout as pause } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { AgentError } from '../core/errors.ts';
import { type Connections, trackConnections } from './connections.ts';
import type { HttpApp } from './door.ts';
import { ProblemError, problemOf, problemResponse } from './problem.ts';

export interface ListenOptions {
  /** Absent while the runtime opens. Requests get 503 until `serve` is called. */
  readonly app?: HttpApp;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Milliseconds that `close` waits for running requests before it cuts them off. */
  readonly graceMs?: number;
  /** Milliseconds that `close` keeps listening, to answer requests that were sent already with 503. */
  readonly lingerMs?: number;
  /** Milliseconds that a connection may be idle; longer than any turn. */
  readonly idleMs?: number;
}

/** A server that accepts requests. */
export interface Listening {
  readonly url: string;
  /** Sets the app that answers from now on. */
  serve(app: HttpApp): void;
  /** Refuses new requests with 503, closes event streams, waits for running requests. Idempotent. */
  close(): Promise<void>;
}

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  // Limit for receiving a request; the answer may take longer.
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};

/** Listens on the port and serves the app once it is set. Rejects with `ADDRESS_UNAVAILABLE` if it cannot listen there. */
export async function listen({
  app,
  host,
  port,
  graceMs = 30_000,
  lingerMs = 200,
  idleMs = 300_000,
}: ListenOptions): Promise<Listening> {
  const stopping = new AbortController();
  let serving = app;
  const server = createAdaptorServer({
    fetch: (request) => serving?.fetch(request, { stopping: stopping.signal }) ?? starting(request),
    hostname: host,
    serverOptions: LIMITS,
  }) as Server;
  server.setTimeout(idleMs);
  const connections = trackConnections(server);
  await listening(server, host, port);
  const { port: bound } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${name}:${bound}`,
    serve(opened) {
      serving = opened;
    },
    close() {
      closed ??= closing(server, stopping, connections, { graceMs, lingerMs });
      return closed;
    },
  };
}

/** Answers while the runtime opens: only `/healthz` is 200. */
function starting(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname === '/healthz') return Response.json({ status: 'ok' });
  const error = new ProblemError('NOT_READY', 'the server is starting', { not_ready: ['starting'] });
  return problemResponse(problemOf(error, { instance: pathname, request_id: randomUUID() }));
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) =>
      reject(new AgentError('ADDRESS_UNAVAILABLE', reasonOf(cause, host, port), { cause }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function reasonOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `port ${port} on \`${host}\` is taken by another program; set \`PORT\``;
  if (code === 'EACCES') return `port ${port} needs more rights than this user has; set \`PORT\``;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `\`${host}\` is not an address of this machine; set \`HOST\``;
  return `cannot listen on \`${host}\` port ${port}: ${message}`;
}

async function closing(
  server: Server,
  stopping: AbortController,
  connections: Connections,
  { graceMs, lingerMs }: { readonly graceMs: number; readonly lingerMs: number },
): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
  stopping.abort();
  await allHeard(lingerMs);
  await new Promise((resolve) => {
    server.close(resolve);
    connections.drain();
  });
  clearTimeout(cutOff);
}

/** Resolves after requests that the system had already accepted are read, even if the process was busy. */
async function allHeard(lingerMs: number): Promise<void> {
  await pause(lingerMs);
  for (let round = 0; round < 3; round += 1) await nextRound();
}
