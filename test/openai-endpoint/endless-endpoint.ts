import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** An endpoint whose answers do not end by themselves. */
export interface EndlessEndpoint {
  readonly url: string;
  readonly requests: () => number;
  /** Bytes of body that went out, before compression. */
  readonly sent: () => number;
  /** Resolves when no answer is under way. */
  closed(): Promise<void>;
  close(): Promise<void>;
}

/** Starts an endpoint that answers every request with text, for ever or for so many bytes. */
export async function endlessEndpoint({
  status = 200,
  gzip = false,
  bytes = Number.POSITIVE_INFINITY,
}: {
  readonly status?: number;
  readonly gzip?: boolean;
  readonly bytes?: number;
} = {}): Promise<EndlessEndpoint> {
  let [sent, requests] = [0, 0];
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    underWay.add(new Promise((resolve) => response.once('close', resolve)));
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    });
    let left = bytes;
    const body = new Readable({
      read() {
        const chunk = 'a'.repeat(Math.min(left, 65_536));
        left -= chunk.length;
        sent += chunk.length;
        this.push(chunk === '' ? null : chunk);
      },
    });
    const written = gzip ? body.pipe(createGzip()) : body;
    written.pipe(response);
    response.once('close', () => {
      body.destroy();
      written.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    sent: () => sent,
    async closed() {
      await Promise.all(underWay);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
