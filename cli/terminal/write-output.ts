import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AgentError } from '../../core/errors.ts';

/** Writes the file of an option. Rejects with `REQUEST_INVALID` if it cannot. */
export async function writeOutput(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot write \`${file}\``, { cause: error });
  });
}

/** Rejects with `REQUEST_INVALID` if the file cannot be written or is also read. Call it before long work. */
export async function claimOutput(file: string, read: readonly string[]): Promise<void> {
  const lost = read.find((other) => resolve(other) === resolve(file));
  if (lost !== undefined)
    throw new AgentError('REQUEST_INVALID', `\`${file}\` is read too and would be overwritten`);
  await writeOutput(file, '');
}
