import { createHash } from 'node:crypto';

/** The trace's id: the same whenever the same turn is sent. */
export function traceId(threadId: string, turnId: string): string {
  return digest(threadId, turnId).slice(0, 32);
}

/** A span's id: of a step, or of the turn itself when no step is given. */
export function spanId(threadId: string, turnId: string, stepId = ''): string {
  return digest(threadId, turnId, stepId).slice(0, 16);
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
