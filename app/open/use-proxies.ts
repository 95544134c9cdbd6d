import type { Environment } from '../env.ts';

/** Hosts that never use a proxy: Chroma and models on this machine. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** Makes `fetch` use the environment's proxies in this process. */
export async function useProxies(environment: Environment): Promise<void> {
  const { httpProxy, httpsProxy, noProxy } = proxiesOf(environment);
  if (httpProxy === undefined && httpsProxy === undefined) return;
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(
    new EnvHttpProxyAgent({
      ...(httpProxy === undefined ? {} : { httpProxy }),
      ...(httpsProxy === undefined ? {} : { httpsProxy }),
      // The client accepts `*` only if it is the only entry.
      noProxy: noProxy.includes('*') ? '*' : noProxy.join(','),
    }),
  );
}

/** The proxy for an address, for clients that do not use `fetch`. */
export function proxyTo(address: string, environment: Environment): string | undefined {
  const { httpProxy, httpsProxy, noProxy } = proxiesOf(environment);
  const { protocol, hostname, host } = new URL(address);
  const excepted = noProxy.some((entry) => {
    const name = entry.replace(/^\*?\./, '');
    return entry === '*' || [host, hostname].some((each) => each === name || each.endsWith(`.${name}`));
  });
  if (excepted) return undefined;
  return protocol === 'https:' ? httpsProxy : httpProxy;
}

function proxiesOf(environment: Environment) {
  const excepted = environment.no_proxy ?? environment.NO_PROXY ?? '';
  return {
    httpProxy: environment.http_proxy ?? environment.HTTP_PROXY,
    httpsProxy: environment.https_proxy ?? environment.HTTPS_PROXY,
    noProxy: [...LOOPBACK, ...excepted.split(/[\s,]+/).filter((entry) => entry !== '')],
  };
}
