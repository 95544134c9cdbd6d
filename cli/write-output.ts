import { writeFile } from 'node:fs/promises';
import { AgentError } from '../core/errors.ts';

/** Writes a file that an option names. Rejects with `REQUEST_INVALID`. */
export async function writeOutput(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot write \`${file}\``, { cause: error });
  });
}
