import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import Database from 'better-sqlite3';
import { isSqliteOutage } from '../../adapters/ledger/sqlite/sqlite.ts';
import { AgentError } from '../../core/errors.ts';
import { deferredSaver } from './deferred-saver.ts';
import { readEarlier } from './earlier-state.ts';
import { type StepJournal, stepJournal } from './step-journal.ts';

/** How long a write waits for another process's, in milliseconds. */
const PATIENCE = 5000;

/** Where graphs keep how far each thread has come. */
export interface Checkpoints {
  readonly saver: BaseCheckpointSaver;
  /**
   * Forgets all that is not needed to resume the thread: of each namespace the newest checkpoint and its
   * writes stay. Call it after each turn: LangGraph itself forgets nothing.
   */
  prune(threadId: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens LangGraph's own SQLite saver on a file (made if it does not exist) or `:memory:`. What it saves
 * survives a kill and a power cut.
 */
export async function sqliteSaver(file: string): Promise<Checkpoints> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = open(file, 'FULL');
  const saver = new SqliteSaver(database);
  // The saver makes its tables when it is first asked for anything.
  await saver.getTuple({ configurable: { thread_id: '' } });
  // A second connection to one log: what it writes reaches the disk with the first one's next commit.
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
 * The same, saving only the checkpoints from which a thread goes on, with the steps that led to them. Run
 * graphs with `durability: 'sync'`.
 */
export async function sqliteCheckpoints(
  file: string,
  turns: Parameters<typeof stepJournal>[0],
): Promise<Checkpoints & { readonly journal: StepJournal }> {
  const beneath = await sqliteSaver(file);
  const journal = stepJournal(turns);
  const { saver, forget } = deferredSaver(beneath.saver, journal);
  return {
    ...beneath,
    saver,
    journal,
    async prune(threadId) {
      forget(threadId);
      await beneath.prune(threadId);
    },
  };
}

/** Checkpoints are half of the record: without them nothing can be taken up again. */
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
    // Housekeeping keeps nobody waiting.
    database.pragma('busy_timeout = 0');
    try {
      forget.immediate(threadId);
    } finally {
      database.pragma(`busy_timeout = ${PATIENCE}`);
    }
  };
}
