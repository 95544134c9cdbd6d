import { describe, expect, test } from 'vitest';
import { AT } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about events and closing. */
export function eventsContract({ ledger, openThread, accept }: LedgerWorld): void {
  describe('events', () => {
    test('numbers count from 1 without gaps in each thread, also when many are appended at once', async () => {
      await openThread('t2');
      await Promise.all(
        Array.from({ length: 25 }, (_, index) => ledger.events.append('t1', 'step-end', { index }, AT)),
      );
      expect(await ledger.events.append('t2', 'turn-start', {}, AT)).toEqual({
        thread_id: 't2',
        seq: 1,
        type: 'turn-start',
        data: {},
        at: AT,
      });
      await expect(ledger.events.append('nobody', 'turn-start', {}, AT)).rejects.toMatchObject({
        code: 'THREAD_UNKNOWN',
      });
      const events = await ledger.events.since('t1', 0, 100);
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      expect(new Set(events.map(({ data }) => data['index'])).size).toBe(25);
      expect((await ledger.events.since('t1', 20, 2)).map(({ seq }) => seq)).toEqual([21, 22]);
    });
    test('an event that cannot be written leaves no gap', async () => {
      const unwritable = { amount: 1n } as never;
      await expect(ledger.events.append('t1', 'turn-start', unwritable, AT)).rejects.toThrow(TypeError);
      expect(await ledger.events.append('t1', 'turn-start', {}, AT)).toMatchObject({ seq: 1 });
    });
  });

  test('a closed ledger is unavailable', async () => {
    await ledger.close();
    await expect(ledger.threads.get('t1')).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      retryable: true,
    });
    await expect(accept('u1')).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  });
}
