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
  /** Absent while it is being opened: requests get 503 until it is given to `serve`. */
  readonly app?: HttpApp;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long `close` waits for running requests before it cuts them off. */
  readonly graceMs?: number;
  /** How long `close` goes on listening, to refuse with 503 what clients have sent already. */
  readonly lingerMs?: number;
  /** How long a connection may take nothing and send nothing: longer than any turn. */
  readonly idleMs?: number;
}

/** A server that accepts requests. */
export interface Listening {
  readonly url: string;
  /** From now on this answers. */
  serve(app: HttpApp): void;
  /** Refuses new requests with 503, closes event streams, waits for running requests. Idempotent. */
  close(): Promise<void>;
}

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  // For the whole request to arrive: a turn may take longer to answer.
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};

/** Takes the port, and serves the app as soon as there is one; rejects with `ADDRESS_UNAVAILABLE` when it cannot listen there. */
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

/** Alive, and nothing more yet. */
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

/** Requests that the system took before are read by now, however busy the process was meanwhile. */
async function allHeard(lingerMs: number): Promise<void> {
  await pause(lingerMs);
  for (let round = 0; round < 3; round += 1) await nextRound();
}
