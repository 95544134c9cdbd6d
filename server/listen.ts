import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AgentError } from '../core/errors.ts';
import { type Connections, trackConnections } from './connections.ts';
import type { HttpApp } from './door.ts';

export interface ListenOptions {
  readonly app: HttpApp;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How long `close` waits for running requests before it cuts them off. */
  readonly graceMs?: number;
  /** How long a connection may take nothing and send nothing: longer than any turn. */
  readonly idleMs?: number;
}

/** A server that accepts requests. */
export interface Listening {
  readonly url: string;
  /** Accepts nothing more, ends event streams, and waits for running requests; twice is once. */
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

/** Serves the app; rejects with `ADDRESS_UNAVAILABLE` when it cannot listen there. */
export async function listen({
  app,
  host,
  port,
  graceMs = 30_000,
  idleMs = 300_000,
}: ListenOptions): Promise<Listening> {
  const stopping = new AbortController();
  const server = createAdaptorServer({
    fetch: (request) => app.fetch(request, { stopping: stopping.signal }),
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
    close() {
      closed ??= closing(server, stopping, connections, graceMs);
      return closed;
    },
  };
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

function closing(
  server: Server,
  stopping: AbortController,
  connections: Connections,
  graceMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    stopping.abort();
    connections.drain();
  });
}
