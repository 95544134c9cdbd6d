import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NetworkLog, networkLog } from '../../test/network-log.ts';

const EMBEDDER = fileURLToPath(new URL('./minilm-embedder.ts', import.meta.url));

let home: string;
let proxy: NetworkLog;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-home-'));
  proxy = await networkLog();
});
afterEach(async () => {
  await proxy.close();
  await rm(home, { recursive: true, force: true });
});

test('embedding writes nothing into the home folder and asks nobody for a connection', async () => {
  const script = `
    const { minilmEmbedder } = await import(${JSON.stringify(EMBEDDER)});
    await (await minilmEmbedder()).embed(['hello']);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  `;
  await promisify(execFile)(
    process.execPath,
    ['--import', './bin/typescript.mjs', '--input-type=module', '-e', script],
    {
      env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home, ...proxy.variables },
    },
  );
  expect(await readdir(home, { recursive: true })).toEqual([]);
  expect(proxy.asked).toEqual([]);
});

test('a worker thread, whose environment native code does not see, does not load it', async () => {
  const worker = `import(${JSON.stringify(new URL('./onnx-runtime.ts', import.meta.url).href)})
    .then(({ onnxRuntime }) => onnxRuntime())
    .then(() => 'loaded', ({ message }) => message)
    .then((said) => process.stdout.write(said));`;
  const script = `
    const { Worker } = await import('node:worker_threads');
    new Worker(${JSON.stringify(worker)}, { eval: true });
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    './bin/typescript.mjs',
    '--input-type=module',
    '-e',
    script,
  ]);
  expect(stdout).toBe('ONNX Runtime is loaded in the main thread only: its telemetry is off there');
});

test('where it is not installed, the error says how it is', async () => {
  // Resolved from where no package is: what Node says then is Node's own.
  const elsewhere = `export const resolve = (name, context, next) =>
    next(name, name === 'onnxruntime-node' ? { ...context, parentURL: 'file:///elsewhere/module.js' } : context);`;
  const script = `
    (await import('node:module')).register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(elsewhere))});
    const { onnxRuntime } = await import(${JSON.stringify(new URL('./onnx-runtime.ts', import.meta.url).href)});
    await onnxRuntime().catch(({ code, message }) => process.stdout.write(code + ' ' + message));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    './bin/typescript.mjs',
    '--input-type=module',
    '-e',
    script,
  ]);
  expect(stdout).toMatch(/^PACKAGE_MISSING .*`npm install onnxruntime-node@1\.30\.0`/);
});

test('the release that the error names is the one that is tested here', async () => {
  const { peerDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(peerDependencies['onnxruntime-node']).toBe('1.30.0');
});
