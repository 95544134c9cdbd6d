import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A server's connections; some of them carry a request. */
export interface Connections {
  /** Closes every connection as soon as it carries no request. */
  drain(): void;
}

/**
 * Tracks a server's connections from this call on.
 *
 * Node's `closeIdleConnections` skips connections that never carried a request. Browsers open some in advance,
 * and one of them would delay a stop until its headers time out.
 */
export function trackConnections(server: Server): Connections {
  const running = new Map<Socket, number>();
  let draining = false;
  const change = (socket: Socket, by: number) => {
    const count = (running.get(socket) ?? 0) + by;
    running.set(socket, count);
    if (draining && count === 0) socket.destroySoon();
  };
  server.on('connection', (socket) => {
    change(socket, 0);
    socket.once('close', () => running.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    change(socket, 1);
    response.once('close', () => running.has(socket) && change(socket, -1));
  });
  return {
    drain() {
      draining = true;
      for (const socket of running.keys()) change(socket, 0);
    },
  };
}
