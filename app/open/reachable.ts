import { connect } from 'node:net';
import type { Environment } from '../env.ts';
import { proxyTo } from './use-proxies.ts';

/** Milliseconds for a connection. */
const LIMIT = 2_000;

/**
 * Tries a connection to an address, and sends nothing: a request could cost something. Returns the reason why there is
 * none; null if there is one, or if a proxy would make it.
 */
export function unreachable(address: string, environment: Environment): Promise<string | null> {
  if (proxyTo(address, environment) !== undefined) return Promise.resolve(null);
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(LIMIT, () => end(`no connection within ${LIMIT / 1000} s`));
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
