import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeptGraph {
  readonly folder: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly hash: string;
  readonly make: () => Promise<Uint8Array>;
}

/**
 * Reads the kept file with this hash, or makes and keeps it.
 *
 * A kept file with another hash is made again. If the folder cannot be written, nothing is kept.
 */
export async function keptGraph({ folder, hash, make }: KeptGraph): Promise<Uint8Array> {
  const path = join(folder, `${hash}.onnx`);
  const kept = await readFile(path).catch(() => undefined);
  if (kept !== undefined && sha256(kept) === hash) return kept;
  const made = await make();
  if (sha256(made) === hash) await keep(path, folder, made).catch(() => {});
  return made;
}

/** Writes a temporary file and renames it, so that a crash leaves no partial file. */
async function keep(path: string, folder: string, content: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
