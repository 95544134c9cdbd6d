import type { Context } from 'hono';
import type { DoorEnvironment } from './door.ts';
import type { Occurrence } from './problem.ts';

/** The fields of a problem document about this request. */
export function occurrence(c: Context<DoorEnvironment>): Occurrence {
  return { instance: c.req.path, request_id: c.var.requestId };
}
