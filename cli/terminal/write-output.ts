import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AgentError } from '../../core/errors.ts';

/** Writes a file that an option names. Rejects with `REQUEST_INVALID`. */
export async function writeOutput(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot write \`${file}\``, { cause: error });
  });
}

/** Makes sure, before minutes of work, that a file can be written and is none of those that are read. Rejects with `REQUEST_INVALID`. */
export async function claimOutput(file: string, read: readonly string[]): Promise<void> {
  const lost = read.find((other) => resolve(other) === resolve(file));
  if (lost !== undefined) throw new AgentError('REQUEST_INVALID', `\`${file}\` would overwrite what is read`);
  await writeOutput(file, '');
}
