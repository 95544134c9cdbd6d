import type { Environment } from '../env.ts';

/** This machine is never reached through a proxy: our own Chroma server, a model that runs here. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** From now on `fetch` goes through the proxies that the environment names, in this process. */
export async function useProxies(environment: Environment): Promise<void> {
  const { httpProxy, httpsProxy, noProxy } = proxiesOf(environment);
  if (httpProxy === undefined && httpsProxy === undefined) return;
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(
    new EnvHttpProxyAgent({
      ...(httpProxy === undefined ? {} : { httpProxy }),
      ...(httpsProxy === undefined ? {} : { httpsProxy }),
      // The client takes `*` only when it stands alone.
      noProxy: noProxy.includes('*') ? '*' : noProxy.join(','),
    }),
  );
}

/** The proxy on the way to an address, for a client that does not use `fetch`. */
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
