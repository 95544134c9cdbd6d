import { basename, dirname, join } from 'node:path';
import { readText } from '../../../config/read/read-folder.ts';
import type { Dataset } from '../../../config/schemas/suite-schema.ts';
import { unwrap } from '../../../core/diagnostic.ts';
import type { OpenedOffline } from '../../open/open-offline.ts';
import { readWorld } from '../../policies/read-world.ts';
import { openReplay } from '../../replay/open-replay.ts';
import { type NamedRun, readRuns } from '../../replay/read-runs.ts';
import { replayRun } from '../../replay/replay-run.ts';
import type { RunRow } from '../../replay/run-row.ts';
import type { ItemResult } from '../results.ts';
import { rowId } from '../row-id.ts';

export interface JudgeRuns {
  readonly root: string;
  readonly dataDir: string;
  readonly dataset: Extract<Dataset, { readonly kind: 'runs' }>;
  /** Relative to the project. */
  readonly file: string;
}

const MAX_BYTES = 256_000_000;

/**
 * Replays recorded conversations through the real graph. Right: no action ran against the policy, and the records
 * end as in the recording.
 */
export async function judgeRuns(
  { toolset, declaration }: OpenedOffline,
  { root, dataDir, dataset: { db }, file }: JudgeRuns,
): Promise<readonly ItemResult[]> {
  const runs = readRuns(unwrap(await readText(root, file, MAX_BYTES)), basename(file));
  const world = db === undefined ? (toolset.seed?.() ?? {}) : await readWorld(join(root, dirname(file), db));
  const agent = declaration.config.name;
  const replay = await openReplay({ root, agent, dataDir, world, say: () => {} });
  try {
    const items: ItemResult[] = [];
    for (const run of runs) {
      if ('error' in run) items.push(unreadable(run.error));
      else items.push(await replayRun(replay, run).then((row) => played(run, row)));
    }
    return items;
  } finally {
    await replay.close();
  }
}

const EXPECTED = 'nothing against the policy, records as recorded';

const unreadable = (error: string): ItemResult => ({
  id: rowId(error),
  title: 'a row that is no recorded run',
  state: 'wrong',
  expected: EXPECTED,
  actual: error,
});

function played({ task_id, trial, messages }: NamedRun, row: RunRow): ItemResult {
  const name = task_id === null ? rowId(JSON.stringify(messages)) : `${task_id}`;
  const against = row.violations.map(({ name: tool }) => tool).join(', ');
  const missing = row.missing.map(({ name: tool, why }) => `${tool} (${why})`).join(', ');
  const records = row.same_state ? 'records as recorded' : `other records: ${missing || 'more was done'}`;
  return {
    id: trial === null ? name : `${name}/${trial}`,
    title: `run ${name}${trial === null ? '' : `, trial ${trial}`}`,
    state: row.violations.length === 0 && row.same_state ? 'right' : 'wrong',
    expected: EXPECTED,
    actual: `${against === '' ? 'nothing against the policy' : `against the policy: ${against}`}, ${records}`,
  };
}
