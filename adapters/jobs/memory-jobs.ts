import { AgentError } from '../../core/errors.ts';
import type { Job, JobCount, Jobs, NewJob } from '../../core/ports/jobs.ts';

/** The largest number of jobs of one kind. */
const ROOM = 10_000;

interface Entry {
  readonly job: Job;
  readonly running: boolean;
  /** The job that was enqueued while this one ran. */
  readonly next: NewJob | null;
}

/** Jobs of one kind, by id. */
interface Line {
  readonly entries: Map<string, Entry>;
  givenUp: number;
}

/** Jobs in the memory of this process, at most 10,000 of each kind. They are lost when the process ends. */
export function memoryJobs(): Jobs {
  const lines = new Map<string, Line>();
  const lineOf = (kind: string): Line => {
    const line = lines.get(kind) ?? { entries: new Map(), givenUp: 0 };
    lines.set(kind, line);
    return line;
  };
  const wait = ({ entries }: Line, job: Job) => entries.set(job.id, { job, running: false, next: null });

  return {
    async enqueue(job) {
      const line = lineOf(job.kind);
      const known = line.entries.get(job.id);
      if (known?.running) line.entries.set(job.id, { ...known, next: job });
      else if (!known && line.entries.size >= ROOM)
        throw new AgentError('JOBS_FULL', `${ROOM} jobs of \`${job.kind}\` wait already`);
      else if (!known) wait(line, { ...job, attempt: 1 });
    },
    async claim(kind, now, limit) {
      const { entries } = lineOf(kind);
      const due = [...entries.values()]
        .filter(({ job, running }) => !running && job.due <= now)
        .sort((a, b) => a.job.due.getTime() - b.job.due.getTime())
        .slice(0, limit);
      for (const entry of due) entries.set(entry.job.id, { ...entry, running: true });
      return due.map(({ job }) => job);
    },
    async settle(job, end) {
      const line = lineOf(job.kind);
      const next = line.entries.get(job.id)?.next ?? null;
      if (end instanceof Date) return void wait(line, { ...job, due: end, attempt: job.attempt + 1 });
      if (end === 'given-up') line.givenUp += 1;
      line.entries.delete(job.id);
      if (next) wait(line, { ...next, attempt: 1 });
    },
    async nextDue(kind) {
      let first: Date | null = null;
      for (const { job, running } of lineOf(kind).entries.values())
        if (!running && (first === null || job.due < first)) first = job.due;
      return first;
    },
    counts: async () => [...lines].flatMap(([kind, line]) => countsOf(kind, line)),
    close: async () =>
      [...lines]
        .flatMap(([kind, line]) => countsOf(kind, { ...line, givenUp: 0 }))
        .filter(({ count }) => count > 0),
  };
}

function countsOf(kind: string, { entries, givenUp }: Line): readonly JobCount[] {
  const running = [...entries.values()].filter((entry) => entry.running).length;
  return [
    { kind, state: 'waiting', count: entries.size - running },
    { kind, state: 'running', count: running },
    { kind, state: 'given-up', count: givenUp },
  ];
}
