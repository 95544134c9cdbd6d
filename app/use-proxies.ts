import type { Environment } from './env.ts';

/** This machine is never reached through a proxy: our own Chroma server, a model that runs here. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** From now on `fetch` goes through the proxies that the environment names, in this process. */
export async function useProxies(environment: Environment): Promise<void> {
  const httpProxy = environment.http_proxy ?? environment.HTTP_PROXY;
  const httpsProxy = environment.https_proxy ?? environment.HTTPS_PROXY;
  if (httpProxy === undefined && httpsProxy === undefined) return;
  const excepted = environment.no_proxy ?? environment.NO_PROXY ?? '';
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(
    new EnvHttpProxyAgent({
      ...(httpProxy === undefined ? {} : { httpProxy }),
      ...(httpsProxy === undefined ? {} : { httpsProxy }),
      // The client takes `*` only when it stands alone.
      noProxy:
        excepted.trim() === '*' ? '*' : [...LOOPBACK, excepted].filter((each) => each !== '').join(','),
    }),
  );
}
