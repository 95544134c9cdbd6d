import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AgentError } from '../core/errors.ts';

/**
 * Takes a data folder for this process alone; answers how to give it back.
 *
 * The lock is the operating system's, on an SQLite file: it ends with the process, however that ends.
 * Throws `PROJECT_BUSY`.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new AgentError('PROJECT_BUSY', `another process serves \`${folder}\``, { cause: error });
  }
  return () => void database.close();
}
