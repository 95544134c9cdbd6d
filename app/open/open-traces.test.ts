import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { memoryJobs } from '../../adapters/jobs/memory-jobs.ts';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { AT, resultOf, stepOf } from '../../test/fixtures/ledger/rows.ts';
import { testClock } from '../../test/test-clock.ts';
import { readEnvironment } from '../env.ts';
import { type Incident, incidents } from '../turns/incidents.ts';
import { runJobs } from '../turns/run-jobs.ts';
import { openTraces } from './open-traces.ts';

/** A Langfuse that answers what it is told to. */
async function langfuse() {
  const answers: number[] = [];
  const double = { status: 200, answers, url: '' };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      answers.push(double.status);
      response.writeHead(double.status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return double;
}

async function ledgerWithTurn() {
  const ledger = await sqliteLedger({ file: ':memory:', tenant: 'shop', instance: 'one' });
  onTestFinished(ledger.close);
  const thread = { thread_id: 't1', agent: 'retail', config_version: 'c1', customer_id: null };
  await ledger.threads.open({ ...thread, created_at: AT });
  await ledger.turns.accept({
    ...{ turn_id: 'u1', thread_id: 't1', config_version: 'c1', text: 'hello', idempotency_key: null, at: AT },
  });
  await ledger.turns.steps('u1', [stepOf(1)]);
  await ledger.turns.finish('u1', resultOf('u1', 'Hello.'), 'done', 'agent', AT);
  return ledger;
}

test('a turn that Langfuse did not take is reported, and sent again until it is taken', async () => {
  const double = await langfuse();
  const traces = await openTraces(
    await ledgerWithTurn(),
    readEnvironment({ LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk', LANGFUSE_BASE_URL: double.url }),
  );
  const told: Incident[] = [];
  const logged: string[] = [];
  const clock = testClock();
  const [sending] = traces.kinds;
  if (!sending) throw new Error('no traces are sent');
  const jobs = runJobs({
    ...{ jobs: memoryJobs(), kinds: traces.kinds, clock, alarm: clock.alarm },
    report: incidents((incident) => told.push(incident)).report,
    log: (message) => logged.push(message),
  });
  double.status = 500;
  await jobs.enqueue(sending, 'shop', { thread_id: 't1', turn_id: 'u1' });
  await clock.advance();
  await expect.poll(() => told.length).toBe(1);
  expect(told).toMatchObject([
    { event: 'housekeeping-failed', part: 'traces', job: 'u1', tenant: 'shop', code: 'TRACES_UNAVAILABLE' },
  ]);
  double.status = 200;
  await clock.advance(1000);
  await expect.poll(() => double.answers.at(-1)).toBe(200);
  await jobs.close();
  await traces.close();
  expect({ logged, told: told.length }).toEqual({ logged: [], told: 1 });
});

test('without keys of Langfuse there is no job', async () => {
  const traces = await openTraces(await ledgerWithTurn(), readEnvironment({}));
  expect(traces).toMatchObject({ kinds: [], describe: [] });
});
