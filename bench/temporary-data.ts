import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does the work over an empty data folder, which is removed afterwards. */
export async function withTemporaryData<T>(root: string, work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trestle-bench-'));
  // Not measured: a machine whose C library is too old for Chroma unpacks a newer one once.
  const runtime = join(root, '.trestle', 'chroma-runtime');
  if (existsSync(runtime)) symlinkSync(runtime, join(dataDir, 'chroma-runtime'));
  try {
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
