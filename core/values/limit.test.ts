import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inTime, timeLimit, within } from './limit.ts';

const late = () => new Error('too late');
const rejectsAfter = async (ms: number) => {
  await pause(ms);
  throw new Error('the work failed');
};

/** The unhandled rejections during the work and shortly after. */
async function unheard(work: () => Promise<unknown>): Promise<unknown[]> {
  const stray: unknown[] = [];
  const listen = (error: unknown) => stray.push(error);
  process.on('unhandledRejection', listen);
  await work();
  await pause(60);
  process.off('unhandledRejection', listen);
  return stray;
}

describe('work within a signal', () => {
  test('ends as it does', async () => {
    const { signal } = new AbortController();
    expect(await within(signal, async () => 'done')).toBe('done');
    await expect(within(signal, () => rejectsAfter(1))).rejects.toThrow('the work failed');
  });

  test('is left at once when the signal aborts, with its reason, and its late rejection is heard', async () => {
    const limit = new AbortController();
    const stray = await unheard(async () => {
      const left = within(limit.signal, () => rejectsAfter(30));
      limit.abort(new Error('stopped'));
      await expect(left).rejects.toThrow('stopped');
    });
    expect(stray).toEqual([]);
  });

  test('never begins when the signal has aborted, so that nothing of it is left without a listener', async () => {
    let begun = false;
    const stray = await unheard(async () => {
      const work = async () => {
        begun = true;
        throw new Error('unheard');
      };
      await expect(within(AbortSignal.abort(new Error('before')), work)).rejects.toThrow('before');
    });
    expect({ begun, stray }).toEqual({ begun: false, stray: [] });
  });
});

describe('a time limit', () => {
  test('aborts the work that it is given to, and rejects with the caller’s error', async () => {
    let aborted = false;
    const work = (signal: AbortSignal) =>
      new Promise<never>(() => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
      });
    await expect(inTime({ ms: 10, late }, work)).rejects.toThrow('too late');
    expect(aborted).toBe(true);
  });

  test.each([true, false])(
    'ends with an outer signal, by its reason (aborted before: %s)',
    async (before) => {
      const outer = new AbortController();
      if (before) outer.abort(new Error('stopped'));
      const ending = inTime({ ms: 1000, late, signal: outer.signal }, () => rejectsAfter(1000));
      outer.abort(new Error('stopped'));
      await expect(ending).rejects.toThrow('stopped');
    },
  );

  test('released, aborts nothing any more', async () => {
    const outer = new AbortController();
    const { signal, release } = timeLimit(5, late, outer.signal);
    release();
    await pause(20);
    outer.abort();
    expect(signal.aborted).toBe(false);
  });
});
