import type { Clock } from '../../core/ports/clock.ts';
import type { Job, JobCount, JobKind, Jobs } from '../../core/ports/jobs.ts';
import type { JsonObject } from '../../core/values/json.ts';
import type { Alarm } from '../clock.ts';
import type { Incidents } from './incidents.ts';

/** The number of jobs of one kind that run at the same time. */
const AT_ONCE = 10;
/** Milliseconds before a queue that cannot be read is read again. */
const QUEUE_PAUSE = 30_000;
/** Milliseconds that `close` waits for jobs that are due. */
const DRAIN = 10_000;

/** Runs background jobs of this process. */
export interface JobRunner<Payload extends JsonObject> {
  /** Adds a job, due at once. Never rejects: a job that cannot be added is reported. */
  enqueue(kind: JobKind<Payload>, tenant: string, payload: Payload): Promise<void>;
  counts(): Promise<readonly JobCount[]>;
  /** Runs the jobs that are due, for 10 seconds at most, and closes the queue. Logs the jobs that are lost. */
  close(): Promise<void>;
}

export interface RunJobs<Payload extends JsonObject> extends Pick<Incidents, 'report'> {
  readonly jobs: Jobs;
  readonly kinds: readonly JobKind<Payload>[];
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly log: (message: string) => void;
}

/** Runs jobs when they are due, each kind on its own, and reports every attempt that failed. */
export function runJobs<Payload extends JsonObject>(options: RunJobs<Payload>): JobRunner<Payload> {
  const { jobs, kinds, clock, alarm, report, log } = options;
  const workers = new Map(kinds.map((kind) => [kind.name, worker(kind, options)]));
  return {
    async enqueue(kind, tenant, payload) {
      const due = await clock.now();
      const id = kind.id(payload);
      const [added] = await Promise.allSettled([jobs.enqueue({ kind: kind.name, id, tenant, payload, due })]);
      if (added.status === 'fulfilled') workers.get(kind.name)?.wake(due, due);
      else report({ ...FAILED, part: kind.name, job: id, tenant, given_up: true, error: added.reason });
    },
    counts: jobs.counts,
    async close() {
      const all = [...workers.values()];
      let cancel = () => {};
      const late = new Promise<void>((resolve) => {
        cancel = alarm(DRAIN, resolve);
      });
      await Promise.race([Promise.allSettled(all.map(({ drain }) => drain())), late]);
      cancel();
      for (const { stop } of all) stop();
      const left = await jobs.close();
      for (const { name, lost } of kinds) {
        const count = left.reduce((sum, of) => sum + (of.kind === name ? of.count : 0), 0);
        if (count > 0) log(`${count} background jobs (${name}) were not done: ${lost}`);
      }
    },
  };
}

const FAILED = { event: 'housekeeping-failed' } as const;

interface Worker {
  /** Runs jobs that are due then. */
  wake(due: Date, now: Date): void;
  /** Runs jobs that are due until there are none, and wakes no more. */
  drain(): Promise<void>;
  /** Starts no further job. */
  stop(): void;
}

function worker<Payload extends JsonObject>(
  kind: JobKind<Payload>,
  { jobs, clock, alarm, report }: Omit<RunJobs<Payload>, 'kinds' | 'log'>,
): Worker {
  let draining = false;
  let stopped = false;
  let running: Promise<Date | null> | null = null;
  let planned: { readonly due: Date; readonly cancel: () => void } | null = null;
  /** True if a job was added while others ran. */
  let woken = false;

  const attempt = async (job: Job): Promise<void> => {
    const [end] = await Promise.allSettled([(async () => kind.run(job as Job & { payload: Payload }))()]);
    if (end.status === 'fulfilled') return jobs.settle(job, 'done');
    const given_up = job.attempt >= kind.attempts;
    report({ ...FAILED, part: kind.name, job: job.id, tenant: job.tenant, given_up, error: end.reason });
    const due = new Date((await clock.now()).getTime() + waitAfter(kind, job.attempt));
    await jobs.settle(job, given_up ? 'given-up' : due);
  };
  /** Runs one batch. Resolves with its size. */
  const batch = async (): Promise<number> => {
    const due = await jobs.claim(kind.name, await clock.now(), AT_ONCE);
    await Promise.all(due.map(attempt));
    return due.length;
  };
  const round = async (): Promise<Date | null> => {
    const [end] = await Promise.allSettled([batch().then(() => jobs.nextDue(kind.name))]);
    if (end.status === 'fulfilled') return end.value;
    report({ ...FAILED, part: kind.name, job: null, tenant: null, given_up: false, error: end.reason });
    return new Date((await clock.now()).getTime() + QUEUE_PAUSE);
  };
  const pass = async (): Promise<void> => {
    planned = null;
    woken = false;
    running = round();
    const next = await running;
    running = null;
    const now = await clock.now();
    if (woken) wake(now, now);
    else if (next) wake(next, now);
  };
  function wake(due: Date, now: Date): void {
    woken ||= running !== null;
    if (draining || running || (planned && planned.due <= due)) return;
    planned?.cancel();
    planned = { due, cancel: alarm(Math.max(0, due.getTime() - now.getTime()), pass) };
  }
  return {
    wake,
    async drain() {
      draining = true;
      planned?.cancel();
      await running;
      while (!stopped && (await batch()) > 0);
    },
    stop() {
      stopped = true;
    },
  };
}

/** Milliseconds between a failed attempt and the next one. */
function waitAfter<P extends JsonObject>({ waitMs, maxWaitMs }: JobKind<P>, attempt: number): number {
  return Math.min(maxWaitMs, waitMs * 2 ** (attempt - 1));
}
