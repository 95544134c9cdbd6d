import { describe, expect, test } from 'vitest';
import { memoryJobs } from '../../adapters/jobs/memory-jobs.ts';
import { AgentError } from '../../core/errors.ts';
import type { JobKind, Jobs } from '../../core/ports/jobs.ts';
import { gateOf } from '../../test/server/door-double.ts';
import { testClock } from '../../test/test-clock.ts';
import { type Incident, incidents } from './incidents.ts';
import { runJobs } from './run-jobs.ts';

interface Letter {
  readonly [key: string]: string;
  readonly to: string;
}

const SECOND = 1000;

function post(run: JobKind<Letter>['run'], wrap: (jobs: Jobs) => Partial<Jobs> = () => ({})) {
  const clock = testClock();
  const told: Incident[] = [];
  const logged: string[] = [];
  const kind: JobKind<Letter> = {
    ...{ name: 'letters', id: ({ to }) => to, run },
    ...{ attempts: 5, waitMs: 2 * SECOND, maxWaitMs: 10 * SECOND, lost: 'nobody reads them' },
  };
  const reported = incidents((incident) => told.push(incident));
  const memory = memoryJobs();
  const runner = runJobs({
    ...{ jobs: { ...memory, ...wrap(memory) }, kinds: [kind], clock, alarm: clock.alarm },
    report: reported.report,
    log: (message) => logged.push(message),
  });
  const started = Date.parse('2026-03-01T12:00:00Z');
  return {
    clock,
    told,
    logged,
    reported,
    runner,
    seconds: async () => ((await clock.now()).getTime() - started) / SECOND,
    send: (to: string) => runner.enqueue(kind, 'shop', { to }),
  };
}

/** Fails always, and notes when. */
function failing(error: Error = new Error('no stamps')) {
  const at: number[] = [];
  const office = post(async () => {
    at.push(await office.seconds());
    throw error;
  });
  return { ...office, at };
}

describe('a background job', () => {
  test('runs once, after the caller that enqueued it went on, with its payload and tenant', async () => {
    const ran: unknown[] = [];
    const { send, clock } = post(async ({ id, tenant, payload, attempt }) => {
      ran.push({ id, tenant, payload, attempt });
    });
    await send('mia');
    await send('mia');
    expect(ran).toEqual([]);
    await clock.advance();
    await clock.advance(100 * SECOND);
    expect(ran).toEqual([{ id: 'mia', tenant: 'shop', payload: { to: 'mia' }, attempt: 1 }]);
  });

  test('that fails is tried again after waits that double up to a ceiling, and is then given up', async () => {
    const { send, clock, at, told, reported, runner } = failing(new AgentError('TRACES_UNAVAILABLE', 'out'));
    await send('mia');
    await clock.advance(1000 * SECOND);
    expect(at).toEqual([0, 2, 6, 14, 24]);
    expect(told.map((incident) => incident.event === 'housekeeping-failed' && incident.given_up)).toEqual([
      ...[false, false, false, false],
      true,
    ]);
    expect(told[0]).toMatchObject({
      part: 'letters',
      job: 'mia',
      tenant: 'shop',
      code: 'TRACES_UNAVAILABLE',
    });
    expect(reported.counts()).toMatchObject([{ part: 'letters', code: 'TRACES_UNAVAILABLE', count: 5 }]);
    expect(await runner.counts()).toContainEqual({ kind: 'letters', state: 'given-up', count: 1 });
  });

  test('that throws at once has failed like any other', async () => {
    const { send, clock, told } = post(() => {
      throw new Error('no stamps');
    });
    await send('mia');
    await clock.advance();
    expect(told).toHaveLength(1);
  });

  test('that is enqueued while others run is run after them', async () => {
    const ran: string[] = [];
    const gate = gateOf();
    const { send, clock, runner } = post(async ({ id }) => {
      ran.push(id);
      if (id === 'mia') await gate.promise;
    });
    await send('mia');
    await clock.advance();
    await send('ben');
    await clock.advance();
    expect(await runner.counts()).toMatchObject([{ count: 1 }, { state: 'running', count: 1 }, { count: 0 }]);
    gate.resolve();
    await clock.advance();
    await clock.advance();
    expect(ran).toEqual(['mia', 'ben']);
  });

  test('waits behind at most ten of its kind', async () => {
    let running = 0;
    let most = 0;
    const { send, clock, runner } = post(async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    for (let index = 0; index < 25; index += 1) await send(`customer ${index}`);
    await clock.advance();
    expect(most).toBe(10);
    expect(await runner.counts()).toMatchObject([{ count: 0 }, { count: 0 }, { count: 0 }]);
  });

  test('that the queue does not take is reported, and its caller goes on', async () => {
    const refuse = () => Promise.reject(new AgentError('JOBS_FULL', 'full'));
    const { send, told } = post(
      async () => {},
      () => ({ enqueue: refuse }),
    );
    await send('mia');
    expect(told).toMatchObject([
      { event: 'housekeeping-failed', job: 'mia', given_up: true, code: 'JOBS_FULL' },
    ]);
  });

  test('runs later if the queue cannot be read meanwhile, which is reported', async () => {
    let out = true;
    const ran: string[] = [];
    const { send, clock, told } = post(
      async ({ id }) => void ran.push(id),
      ({ claim }) => ({
        claim: async (...args) => {
          if (out) throw new AgentError('LEDGER_UNAVAILABLE', 'gone');
          return await claim(...args);
        },
      }),
    );
    await send('mia');
    await clock.advance();
    expect(told).toMatchObject([{ job: null, given_up: false, code: 'LEDGER_UNAVAILABLE' }]);
    out = false;
    await clock.advance(30 * SECOND);
    expect(ran).toEqual(['mia']);
  });
});

describe('closing', () => {
  test('runs the jobs that are due and loses nothing of them', async () => {
    const ran: string[] = [];
    const { send, runner, logged } = post(async ({ id }) => void ran.push(id));
    for (let index = 0; index < 12; index += 1) await send(`customer ${index}`);
    await runner.close();
    expect(ran).toHaveLength(12);
    expect(logged).toEqual([]);
  });

  test('waits for running jobs', async () => {
    const gate = gateOf();
    const { send, clock, runner, logged } = post(() => gate.promise);
    await send('mia');
    await clock.advance();
    let closed = false;
    const closing = runner.close().then(() => {
      closed = true;
    });
    await clock.advance(9 * SECOND);
    expect(closed).toBe(false);
    gate.resolve();
    await closing;
    expect(logged).toEqual([]);
  });

  test('waits ten seconds and no longer, starts nothing more, and says what is lost by it', async () => {
    const ran: string[] = [];
    const gate = gateOf();
    const { send, clock, runner, logged } = post(async ({ id }) => {
      ran.push(id);
      await gate.promise;
    });
    await send('mia');
    await clock.advance();
    await send('ben');
    const closing = runner.close();
    await clock.advance(10 * SECOND);
    await closing;
    gate.resolve();
    await clock.advance(100 * SECOND);
    expect(ran).toEqual(['mia']);
    expect(logged).toEqual(['2 background jobs (letters) were not done: nobody reads them']);
  });

  test('does not wait for the next attempt of a job that failed: it says that it is lost', async () => {
    const { send, clock, runner, logged, at } = failing();
    await send('mia');
    await clock.advance();
    await runner.close();
    await clock.advance(100 * SECOND);
    expect(at).toEqual([0]);
    expect(logged).toEqual(['1 background jobs (letters) were not done: nobody reads them']);
  });
});
