import { beforeEach, describe, expect, test } from 'vitest';
import type { Jobs, NewJob } from '../../core/ports/jobs.ts';

const at = (seconds: number): Date => new Date(Date.parse('2026-03-01T12:00:00Z') + seconds * 1000);

const job = (id: string, rest: Partial<NewJob> = {}): NewJob => ({
  kind: 'mail',
  id,
  tenant: 'shop',
  payload: { to: id },
  due: at(0),
  ...rest,
});

/** The contract of a queue of background work. */
export function jobsContract(name: string, open: () => Promise<Jobs>): void {
  describe(`jobs contract: ${name}`, () => {
    let jobs: Jobs;
    beforeEach(async () => {
      jobs = await open();
    });
    const claimed = async (now = at(0), limit = 10) =>
      (await jobs.claim('mail', now, limit)).map(({ id }) => id);
    const one = async (now = at(0)) => {
      const [first] = await jobs.claim('mail', now, 1);
      if (!first) throw new Error('no job is due');
      return first;
    };
    const counts = async () =>
      Object.fromEntries((await jobs.counts()).map(({ kind, state, count }) => [`${kind} ${state}`, count]));

    test('a job is claimed as it was enqueued, when it is due, by one caller', async () => {
      await jobs.enqueue(job('a', { due: at(5) }));
      expect(await claimed(at(4))).toEqual([]);
      expect(await jobs.claim('mail', at(5), 10)).toEqual([{ ...job('a', { due: at(5) }), attempt: 1 }]);
      expect(await claimed(at(9))).toEqual([]);
    });

    test('the longest due comes first, at most as many as were asked for, of the kind that was asked for', async () => {
      await jobs.enqueue(job('late', { due: at(3) }));
      await jobs.enqueue(job('early', { due: at(1) }));
      await jobs.enqueue(job('between', { due: at(2) }));
      await jobs.enqueue(job('other', { kind: 'post' }));
      expect(await claimed(at(9), 2)).toEqual(['early', 'between']);
      expect(await claimed(at(9), 2)).toEqual(['late']);
    });

    test('an id that is enqueued again while it waits is one job', async () => {
      await jobs.enqueue(job('a'));
      await jobs.enqueue(job('a', { due: at(7) }));
      await jobs.enqueue(job('a', { kind: 'post' }));
      expect(await counts()).toMatchObject({ 'mail waiting': 1, 'post waiting': 1 });
      expect(await claimed()).toEqual(['a']);
    });

    test('an id that is enqueued again while it runs is run once more', async () => {
      await jobs.enqueue(job('a'));
      const first = await one();
      await jobs.enqueue(job('a', { payload: { to: 'newer' } }));
      expect(await claimed()).toEqual([]);
      await jobs.settle(first, 'done');
      expect(await one()).toMatchObject({ attempt: 1, payload: { to: 'newer' } });
    });

    test('an id that is enqueued again after it was done is a new job', async () => {
      await jobs.enqueue(job('a'));
      await jobs.settle(await one(), 'done');
      expect(await claimed()).toEqual([]);
      await jobs.enqueue(job('a'));
      expect(await claimed()).toEqual(['a']);
    });

    test('an attempt that failed is repeated when it is due again, and enqueued beside it, once', async () => {
      await jobs.enqueue(job('a'));
      const first = await one();
      await jobs.enqueue(job('a'));
      await jobs.settle(first, at(60));
      expect(await claimed(at(59))).toEqual([]);
      const second = await one(at(60));
      expect(second).toMatchObject({ id: 'a', attempt: 2 });
      await jobs.settle(second, 'done');
      expect(await claimed(at(60))).toEqual([]);
    });

    test('a job that was given up is counted and not claimed, until its id is enqueued again', async () => {
      await jobs.enqueue(job('a'));
      await jobs.enqueue(job('b'));
      await jobs.settle(await one(), 'given-up');
      const second = await one();
      await jobs.enqueue(job('b'));
      await jobs.settle(second, 'given-up');
      expect(await counts()).toMatchObject({ 'mail waiting': 1, 'mail running': 0, 'mail given-up': 2 });
      expect(await one()).toMatchObject({ id: 'b', attempt: 1 });
    });

    test('it is known when the next waiting job of a kind is due', async () => {
      expect(await jobs.nextDue('mail')).toBeNull();
      await jobs.enqueue(job('a', { due: at(8) }));
      await jobs.enqueue(job('b', { due: at(3) }));
      await jobs.enqueue(job('c', { kind: 'post', due: at(1) }));
      expect(await jobs.nextDue('mail')).toEqual(at(3));
      await one(at(3));
      expect(await jobs.nextDue('mail')).toEqual(at(8));
    });

    test('jobs are counted by kind and state', async () => {
      await jobs.enqueue(job('a'));
      await jobs.enqueue(job('b', { tenant: 'bank' }));
      await one();
      expect(await counts()).toEqual({ 'mail waiting': 1, 'mail running': 1, 'mail given-up': 0 });
    });
  });
}
