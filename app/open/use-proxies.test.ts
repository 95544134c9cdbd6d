import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { networkLog } from '../../test/network-log.ts';
import { readEnvironment } from '../env.ts';
import { proxyTo } from './use-proxies.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The answer of each address to a process with these variables. The dispatcher is the whole process's. */
async function reach(urls: readonly string[], variables: { readonly [name: string]: string }) {
  const script = `
    const { readEnvironment } = await import('./app/env.ts');
    const { useProxies } = await import('./app/open/use-proxies.ts');
    await useProxies(readEnvironment());
    for (const url of ${JSON.stringify(urls)})
      console.log(await fetch(url).then((answer) => answer.text(), () => 'unreached'));
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', './bin/typescript.mjs', '--input-type=module', '-e', script],
    { cwd: ROOT, env: { PATH: process.env['PATH'], ...variables } },
  );
  return stdout.trim().split('\n');
}

async function here(): Promise<string> {
  const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return `http://127.0.0.1:${port}/`;
}

test.each([
  { scheme: 'http', port: 80, names: ['HTTP_PROXY', 'http_proxy'] },
  { scheme: 'https', port: 443, names: ['HTTPS_PROXY', 'https_proxy'] },
])('$scheme goes through $names, this machine never', async ({ scheme, port, names }) => {
  const local = await here();
  for (const name of names) {
    const proxy = await networkLog();
    const said = await reach([`${scheme}://model.invalid/`, local], { [name]: proxy.url });
    await proxy.close();
    expect(said).toEqual(['unreached', 'here']);
    expect(proxy.asked).toEqual([`CONNECT model.invalid:${port} HTTP/1.1`]);
  }
});

test.each(['NO_PROXY', 'no_proxy'])('what %s names goes without', async (name) => {
  const proxy = await networkLog();
  const urls = ['http://model.invalid/', 'http://other.invalid/'];
  await reach(urls, { HTTP_PROXY: proxy.url, [name]: 'model.invalid' });
  await proxy.close();
  expect(proxy.asked).toEqual(['CONNECT other.invalid:80 HTTP/1.1']);
});

test.each(['proxy:3128', '10.0.0.1:3128', 'socks5://proxy'])(
  'a proxy called %s is refused in a sentence',
  (value) => {
    expect(() => readEnvironment({ HTTPS_PROXY: value })).toThrow(
      'HTTPS_PROXY: expected an address such as http://proxy:3128',
    );
  },
);

test.each([
  { to: 'https://cloud.langfuse.com', noProxy: '', through: 'http://secure:1' },
  { to: 'http://langfuse.corp:3000', noProxy: '', through: 'http://plain:1' },
  { to: 'http://localhost:3000', noProxy: '', through: undefined },
  { to: 'http://[::1]:3000', noProxy: '', through: undefined },
  { to: 'https://eu.langfuse.corp', noProxy: 'other, .langfuse.corp', through: undefined },
  { to: 'https://eu.langfuse.corp', noProxy: '*', through: undefined },
  { to: 'https://notlangfuse.corp', noProxy: 'langfuse.corp', through: 'http://secure:1' },
])(
  'a client of its own reaches $to through $through when NO_PROXY is "$noProxy"',
  ({ to, noProxy, through }) => {
    const proxies = { HTTP_PROXY: 'http://plain:1', HTTPS_PROXY: 'http://secure:1', NO_PROXY: noProxy };
    expect(proxyTo(to, readEnvironment(proxies))).toBe(through);
  },
);
