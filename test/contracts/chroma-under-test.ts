import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ChromaServerOptions,
  chromaRuntime,
  startChromaServer,
} from '../../adapters/knowledge/chroma/chroma-server.ts';

/** The start of a Chroma server for tests here, or the reason why there is none. */
export type ChromaUnderTest =
  | { readonly runs: true; readonly options: Pick<ChromaServerOptions, 'runtime'> }
  | { readonly runs: false; readonly reason: string; readonly options: Pick<ChromaServerOptions, 'runtime'> };

/** Finds out by starting one: under the runtime of `.ci/install-chroma-runtime` if it is there. */
export async function chromaUnderTest(): Promise<ChromaUnderTest> {
  const folder = process.env['TRESTLE_CHROMA_RUNTIME'] ?? '.trestle/chroma-runtime';
  const options = existsSync(join(folder, 'ready')) ? { runtime: chromaRuntime(folder) } : {};
  const home = await mkdtemp(join(tmpdir(), 'trestle-chroma-probe-'));
  try {
    await (await startChromaServer({ path: home, ...options })).stop();
    return { runs: true, options };
  } catch (error) {
    return { runs: false, reason: error instanceof Error ? error.message : String(error), options };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
