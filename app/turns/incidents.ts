import { AgentError, type ErrorCode } from '../../core/errors.ts';

/** A failure beside an answer: the customer was served, but operators should know. */
export type Incident =
  | {
      readonly event: 'step-failed';
      /** The node. */
      readonly part: string;
      readonly thread_id: string;
      readonly turn_id: string;
      readonly error: unknown;
    }
  | {
      /** A turn goes on in the current version, because that in which it began cannot be opened. */
      readonly event: 'version-replaced';
      /** The agent. */
      readonly part: string;
      readonly thread_id: string;
      readonly turn_id: string;
      readonly error: unknown;
    }
  | { readonly event: 'part-degraded'; readonly part: 'knowledge' | 'model'; readonly error: unknown }
  | {
      /** An attempt of a background job failed. Turns are not affected. */
      readonly event: 'housekeeping-failed';
      /** The kind of job: `checkpoints`, `traces`. */
      readonly part: string;
      /** Null if the queue itself failed. */
      readonly job: string | null;
      readonly tenant: string | null;
      /** True if it is not tried again. */
      readonly given_up: boolean;
      readonly error: unknown;
    }
  | {
      /** An unhandled error. Its turn ends by its own limits. */
      readonly event: 'error-unheard';
      readonly part: UnheardAs;
      readonly error: unknown;
    };

/** The kind of an unhandled error. */
export type UnheardAs = 'rejection' | 'exception';

/** The number of incidents by event, part and code. */
export interface IncidentCount {
  readonly event: Incident['event'];
  readonly part: string;
  readonly code: ErrorCode;
  readonly count: number;
}

/** Counts incidents and reports each once. */
export interface Incidents {
  report(incident: Incident): void;
  counts(): readonly IncidentCount[];
}

/** Incidents, none so far. `tell` must not throw. */
export function incidents(tell: (incident: Incident & { readonly code: ErrorCode }) => void): Incidents {
  const counted = new Map<string, IncidentCount>();
  return {
    report(incident) {
      const { event, part, error } = incident;
      const code = error instanceof AgentError ? error.code : 'INTERNAL';
      const key = `${event} ${part} ${code}`;
      counted.set(key, { event, part, code, count: (counted.get(key)?.count ?? 0) + 1 });
      tell({ ...incident, code });
    },
    counts: () => [...counted.values()],
  };
}
