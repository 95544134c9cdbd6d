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

/** The agent's tools over its demo records under `dataDir`, seeded if empty. */
export async function openToolset({
  root,
  agent,
  dataDir,
}: OpenToolset & { readonly dataDir: string }): Promise<{
  readonly toolset: Toolset;
  close(): Promise<void>;
}> {
  const factory = unwrap(await loadToolset({ root, agent }));
  const { seed } = unwrap(await buildToolset(factory, { root, agent, records: memoryRecords({}) }));
  const records = sqliteRecords({ file: join(dataDir, `${agent}.records.db`), ...(seed ? { seed } : {}) });
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
