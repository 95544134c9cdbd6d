import { expect, test } from 'vitest';
import { jobsContract } from '../../test/contracts/jobs.contract.ts';
import { memoryJobs } from './memory-jobs.ts';

jobsContract('in memory', async () => memoryJobs());

const job = (id: string, kind = 'mail') => ({ kind, id, tenant: 'shop', payload: {}, due: new Date(0) });

test('jobs that wait or run when it closes are lost, and it says how many', async () => {
  const jobs = memoryJobs();
  for (const id of ['a', 'b', 'c', 'd']) await jobs.enqueue(job(id));
  await jobs.enqueue(job('e', 'post'));
  const [done, given] = await jobs.claim('mail', new Date(), 3);
  if (done) await jobs.settle(done, 'done');
  if (given) await jobs.settle(given, 'given-up');
  expect(await jobs.close()).toEqual([
    { kind: 'mail', state: 'waiting', count: 1 },
    { kind: 'mail', state: 'running', count: 1 },
    { kind: 'post', state: 'waiting', count: 1 },
  ]);
});

test('ten thousand jobs of a kind fit in, and one more is refused with JOBS_FULL', async () => {
  const jobs = memoryJobs();
  for (let index = 0; index < 10_000; index += 1) await jobs.enqueue(job(String(index)));
  await expect(jobs.enqueue(job('more'))).rejects.toMatchObject({ code: 'JOBS_FULL' });
  await jobs.enqueue(job('9999'));
  await jobs.enqueue(job('more', 'post'));
});
