import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import Database from 'better-sqlite3';

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
 * Opens LangGraph's own SQLite saver on a file (made if it does not exist) or `:memory:`.
 *
 * An acknowledged checkpoint survives a kill and a power cut: run graphs with `durability: 'sync'`.
 */
export async function sqliteCheckpoints(file: string): Promise<Checkpoints> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 5000 });
  const saver = new SqliteSaver(database);
  // The saver makes its tables when it is first asked for anything.
  await saver.getTuple({ configurable: { thread_id: '' } });
  database.pragma('synchronous = FULL');

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
  return {
    saver,
    prune: async (threadId) => forget.immediate(threadId),
    close: async () => void database.close(),
  };
}
