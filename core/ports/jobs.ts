import type { JsonObject } from '../values/json.ts';

/** Background work to do once. Of one kind, jobs with the same id are one job; tenants share no ids. */
export interface NewJob {
  readonly kind: string;
  readonly id: string;
  readonly tenant: string;
  readonly payload: JsonObject;
  /** The earliest time of its first attempt. */
  readonly due: Date;
}

/** A claimed job. */
export interface Job extends NewJob {
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** The end of an attempt: success, failure for good, or the time of the next attempt. */
export type AttemptEnd = 'done' | 'given-up' | Date;

/** The number of jobs of one kind in one state. `given-up` counts failures for good. */
export interface JobCount {
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'given-up';
  readonly count: number;
}

/**
 * The queue of background work. It runs nothing itself.
 *
 * Adapters live in `adapters/jobs/` and pass `test/contracts/jobs.contract.ts`.
 */
export interface Jobs {
  /**
   * Adds a job. If its id waits already, nothing changes. If its id runs, the new job waits until that attempt ends;
   * an attempt that failed is then repeated in its place.
   *
   * Rejects with `JOBS_FULL` if the queue has no room.
   */
  enqueue(job: NewJob): Promise<void>;
  /** Takes up to `limit` jobs that are due, the longest due first. Each goes to one caller only. */
  claim(kind: string, now: Date, limit: number): Promise<readonly Job[]>;
  /** Ends the attempt of a claimed job. */
  settle(job: Job, end: AttemptEnd): Promise<void>;
  /** The time when the next waiting job of a kind is due; null if none waits. */
  nextDue(kind: string): Promise<Date | null>;
  counts(): Promise<readonly JobCount[]>;
  /** Closes the queue. Resolves with the jobs that are lost by it, as counts; a durable queue loses none. */
  close(): Promise<readonly JobCount[]>;
}

/** A kind of background work: its handler and its retries. */
export interface JobKind<Payload extends JsonObject> {
  readonly name: string;
  /** The id of the job with this payload. */
  readonly id: (payload: Payload) => string;
  /** Does the work, within a time of its own. It can be repeated after a success. */
  readonly run: (job: Job & { readonly payload: Payload }) => Promise<void>;
  /** Attempts before the job is given up. */
  readonly attempts: number;
  /** Milliseconds before the second attempt. Each further wait is twice as long, up to `maxWaitMs`. */
  readonly waitMs: number;
  readonly maxWaitMs: number;
  /** The consequence of losing a job, for the log: `the ledger keeps the turns`. */
  readonly lost: string;
}
