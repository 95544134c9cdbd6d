import { createHash } from 'node:crypto';

/** The trace's id. It is the same each time the turn is sent. */
export function traceId(threadId: string, turnId: string): string {
  return digest(threadId, turnId).slice(0, 32);
}

/** The id of a step's span, or of the turn's span without `stepId`. */
export function spanId(threadId: string, turnId: string, stepId = ''): string {
  return digest(threadId, turnId, stepId).slice(0, 16);
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
