import { join } from 'node:path';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { sqliteRecords } from '../../adapters/records/sqlite-records.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Records, World } from '../../core/ports/records.ts';
import type { Toolset } from '../../core/tool.ts';
import { buildToolset, loadToolset } from './load-toolset.ts';

export interface OpenToolset {
  readonly root: string;
  readonly agent: string;
}

/** Records that are served instead of the demo records. */
export interface GivenWorld {
  /** Part of the name of its copy, so that other records have another one. */
  readonly name: string;
  readonly world: World;
}

/** Makes the agent's demo records; undefined if it has none. */
export async function demoSeed({ root, agent }: OpenToolset): Promise<Toolset['seed']> {
  const factory = unwrap(await loadToolset({ root, agent }));
  return unwrap(await buildToolset(factory, { root, agent, records: memoryRecords({}) })).seed;
}

/** The agent's tools over a copy of its records under `dataDir`: those given, or its demo records. */
export async function openToolset({
  root,
  agent,
  dataDir,
  given,
}: OpenToolset & { readonly dataDir: string; readonly given?: GivenWorld | undefined }): Promise<{
  readonly toolset: Toolset;
  close(): Promise<void>;
}> {
  const factory = unwrap(await loadToolset({ root, agent }));
  const seed = given ? () => given.world : await demoSeed({ root, agent });
  const file = join(dataDir, `${agent}${given ? `.${given.name}` : ''}.records.db`);
  const records = sqliteRecords({ file, ...(seed ? { seed } : {}) });
  return {
    toolset: unwrap(await buildToolset(factory, { root, agent, records })),
    close: () => records.close(),
  };
}

/** The agent's tools over a given world in memory, for judging and recorded runs. */
export async function toolsetOver(
  world: World,
  { root, agent }: OpenToolset,
): Promise<(overrides?: World) => Promise<{ readonly toolset: Toolset; readonly records: Records }>> {
  const factory = unwrap(await loadToolset({ root, agent }));
  return async (overrides) => {
    const records = memoryRecords(world, overrides);
    return { toolset: unwrap(await buildToolset(factory, { root, agent, records })), records };
  };
}
