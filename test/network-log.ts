import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy that writes down whoever asks it for a connection. */
export interface NetworkLog {
  readonly url: string;
  /** First lines of what was asked: `CONNECT host:443 HTTP/1.1`. */
  readonly asked: readonly string[];
  /** The variables that name it as the proxy for everything. */
  readonly variables: { readonly [name: string]: string };
  close(): Promise<void>;
}

/** Listens on a free port of this machine. Gives no connection, or always the one to a port of this machine. */
export async function networkLog(forwardTo?: number): Promise<NetworkLog> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      asked.push(data.toString('latin1').split('\r\n')[0] ?? '');
      if (forwardTo === undefined) return socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      const target = connect(forwardTo, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(target).pipe(socket);
      });
      open.add(target);
      return target.on('error', () => socket.destroy());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  return {
    url,
    asked,
    variables: Object.fromEntries(names.map((name) => [name, url])),
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
