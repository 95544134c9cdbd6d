import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AgentError } from '../../core/errors.ts';
import { readWorld } from '../policies/read-world.ts';
import { openReplay } from './open-replay.ts';
import { readRuns, type UnreadableRun } from './read-runs.ts';
import { replayRun } from './replay-run.ts';
import type { RunRow } from './run-row.ts';

export interface Replay {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** The file of the initial world: `{collection: {id: record}}`. */
  readonly db: string;
  /** Files of recorded conversations, one JSON object a line. */
  readonly runs: readonly string[];
  /** The folder of trained intents. */
  readonly dataDir: string;
  /** The largest number of runs to play. */
  readonly limit?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly say?: (message: string) => void;
}

export interface Replayed {
  readonly rows: readonly (RunRow | UnreadableRun)[];
  /** The model whose price is used. */
  readonly model: string;
}

/**
 * Plays recorded conversations through the agent's real graph: one row for each line, in order.
 *
 * Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`, `REQUEST_INVALID` (a file that cannot be read).
 */
export async function replay({
  root,
  agent,
  db,
  runs,
  dataDir,
  limit = Number.POSITIVE_INFINITY,
  onProgress = () => {},
  say = () => {},
}: Replay): Promise<Replayed> {
  const world = await readWorld(db);
  const texts = await Promise.all(runs.map(readText));
  const wanted = texts.flatMap((text, index) => readRuns(text, basename(runs[index] ?? ''))).slice(0, limit);
  const opened = await openReplay({ root, agent, dataDir, world, say });
  const rows: (RunRow | UnreadableRun)[] = [];
  try {
    for (const run of wanted) {
      rows.push('error' in run ? run : await replayRun(opened, run).catch((error) => refused(run, error)));
      onProgress(rows.length, wanted.length);
    }
  } finally {
    await opened.close();
  }
  return { rows, model: opened.model };
}

/** The row of a run that cannot be played, for example because a message is too long. */
function refused(
  { task_id, trial }: Pick<UnreadableRun, 'task_id' | 'trial'>,
  error: unknown,
): UnreadableRun {
  if (!(error instanceof AgentError) || error.fault !== 'client') throw error;
  return { task_id, trial, error: `${error.code} ${error.message}` };
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot read \`${file}\``, { cause: error });
  });
}
