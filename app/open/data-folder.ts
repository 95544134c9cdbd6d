import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AgentError } from '../../core/errors.ts';

/** Makes the data folder with its parents. Throws `DATA_FOLDER_UNUSABLE`. */
export function makeDataFolder(folder: string): void {
  refuseFile(folder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** Throws `DATA_FOLDER_UNUSABLE` if the folder or one of its parents is a file. Creates nothing. */
export function refuseFile(folder: string): void {
  let path = folder;
  while (!exists(path) && dirname(path) !== path) path = dirname(path);
  if (!exists(path) || statSync(path).isDirectory()) return;
  const part = path === folder ? '' : `\`${folder}\` cannot be made: `;
  throw new AgentError('DATA_FOLDER_UNUSABLE', `${part}\`${path}\` is a file; \`--data\` names a folder`);
}

/** Makes a `DATA_FOLDER_UNUSABLE` with the reason of the operating system or SQLite. */
export function unusable(folder: string, cause: unknown): AgentError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new AgentError('DATA_FOLDER_UNUSABLE', `\`${folder}\` ${reason(code, cause)}`, { cause });
}

function reason(code: string, cause: unknown): string {
  if (/^(EACCES|EPERM|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) return 'cannot be written by this user';
  if (code === 'EROFS') return 'is on a read-only file system';
  if (code === 'ENOSPC' || code.startsWith('SQLITE_FULL')) return 'is on a full disk';
  return `cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`;
}

/** True if the path exists. False if a parent is a file. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
