// Loaded into the Chroma server's process before the server itself, which never returns to JavaScript.
// Holds the folder's lock for exactly as long as that process lives, and ends it with its parent.
import { Socket } from 'node:net';
import { isMainThread, Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';

const LOCKED = 75;

if (isMainThread) {
  new Worker(new URL(import.meta.url)).unref();
  const folder = process.argv[process.argv.indexOf('--path') + 1];
  // Waits for a predecessor that is just dying.
  const lock = new Database(`${folder}/lock.db`, { timeout: 2000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    process.exit(LOCKED);
  }
  globalThis.chromaLock = lock;
} else {
  const parent = new Socket({ fd: 0 });
  parent
    .on('close', () => process.kill(process.pid, 'SIGKILL'))
    .on('error', () => parent.destroy())
    .resume();
}
