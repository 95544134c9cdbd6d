import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AgentError } from '../../core/errors.ts';
import { makeDataFolder, unusable } from './data-folder.ts';

/**
 * Locks a data folder for this process. Creates it if absent. Returns the function that unlocks it.
 *
 * The lock is the operating system's, on an SQLite file. It ends with the process in any case.
 * Throws `PROJECT_BUSY`, `DATA_FOLDER_UNUSABLE`.
 */
export function lockFolder(folder: string): () => void {
  makeDataFolder(folder);
  const database = opened(folder);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isSqlite(error, 'SQLITE_BUSY')) throw unusable(folder, error);
    throw new AgentError('PROJECT_BUSY', `another process serves \`${folder}\``, { cause: error });
  }
  return () => void database.close();
}

function opened(folder: string): Database.Database {
  try {
    return new Database(join(folder, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw isSqlite(error, 'SQLITE_') ? unusable(folder, error) : error;
  }
}

function isSqlite(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith(code);
}
