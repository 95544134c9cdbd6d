import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import Database from 'better-sqlite3';
import { isSqliteOutage } from '../../adapters/ledger/sqlite/sqlite.ts';
import { AgentError } from '../../core/errors.ts';
import { type DeferredSaver, deferredSaver } from './deferred-saver.ts';
import { readEarlier } from './earlier-state.ts';
import { type StepJournal, stepJournal } from './step-journal.ts';

/** Milliseconds that a write waits for another process's write. */
const PATIENCE = 5000;

/** The checkpoints of threads' graphs. */
export interface Checkpoints {
  readonly saver: BaseCheckpointSaver;
  /**
   * Deletes everything that is not needed to resume the thread. Of each namespace it keeps the newest checkpoint and
   * its writes. Call it after each turn, because LangGraph deletes nothing. A run of the thread is not disturbed.
   */
  prune(threadId: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens LangGraph's SQLite saver on a file or `:memory:`. Creates the file if it is absent. Saved checkpoints survive
 * a kill and a power cut.
 */
export async function sqliteSaver(file: string): Promise<Checkpoints> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = open(file, 'FULL');
  const saver = new SqliteSaver(database);
  // The saver creates its tables at the first read.
  await saver.getTuple({ configurable: { thread_id: '' } });
  // A second connection to the same write-ahead log. Its writes reach the disk with the first one's next commit.
  const deferred = file === ':memory:' ? database : open(file, 'NORMAL');
  const [getTuple, put, putWrites] = [saver.getTuple, saver.put, saver.putWrites].map((method) =>
    method.bind(saver),
  ) as unknown as [typeof saver.getTuple, typeof saver.put, typeof saver.putWrites];
  saver.getTuple = (...args) => reached(async () => readEarlier(await getTuple(...args)));
  saver.put = (...args) => reached(() => put(...args));
  saver.putWrites = (...args) => reached(() => putWrites(...args));
  return {
    saver,
    prune: pruning(deferred),
    close: async () => {
      deferred.close();
      database.close();
    },
  };
}

/**
 * Like `sqliteSaver`, but saves only the checkpoints from which a thread continues, with their steps. Run graphs with
 * `durability: 'sync'`.
 */
export async function sqliteCheckpoints(
  file: string,
  turns: Parameters<typeof stepJournal>[0],
): Promise<Checkpoints & { readonly journal: StepJournal } & Pick<DeferredSaver, 'forget'>> {
  const beneath = await sqliteSaver(file);
  const journal = stepJournal(turns);
  const { saver, forget } = deferredSaver(beneath.saver, journal);
  return { ...beneath, saver, journal, forget };
}

/** Runs work on checkpoints. Rejects with `LEDGER_UNAVAILABLE` if they cannot be read or written. */
async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSqliteOutage(error)) throw error;
    throw new AgentError('LEDGER_UNAVAILABLE', 'the checkpoints cannot be read or written', { cause: error });
  }
}

function open(file: string, synchronous: 'FULL' | 'NORMAL'): Database.Database {
  const database = new Database(file, { timeout: PATIENCE });
  database.pragma(`synchronous = ${synchronous}`);
  return database;
}

function pruning(database: Database.Database): Checkpoints['prune'] {
  const forgetCheckpoints = database.prepare<{ thread: string }>(`
    delete from checkpoints where thread_id = :thread and checkpoint_id < (
      select max(newest.checkpoint_id) from checkpoints newest
      where newest.thread_id = :thread and newest.checkpoint_ns = checkpoints.checkpoint_ns)`);
  const forgetWrites = database.prepare<{ thread: string }>(`
    delete from writes where thread_id = :thread and not exists (
      select 1 from checkpoints kept where kept.thread_id = :thread
      and kept.checkpoint_ns = writes.checkpoint_ns and kept.checkpoint_id = writes.checkpoint_id)`);
  const forget = database.transaction((thread: string) => {
    forgetCheckpoints.run({ thread });
    forgetWrites.run({ thread });
  });
  return async (threadId) => {
    // Pruning never waits for a lock.
    database.pragma('busy_timeout = 0');
    try {
      forget.immediate(threadId);
    } finally {
      database.pragma(`busy_timeout = ${PATIENCE}`);
    }
  };
}
