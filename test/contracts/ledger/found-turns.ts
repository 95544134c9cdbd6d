import { beforeEach, describe, expect, test } from 'vitest';
import type { TurnRow } from '../../../core/ports/ledger.ts';
import { AT, resultOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about turns across threads. */
export function foundTurnsContract({ ledger, openThread, accept }: LedgerWorld): void {
  describe('turns found across threads', () => {
    const at = (hour: number) => `2026-11-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
    const find = async (query: Partial<Parameters<typeof ledger.turns.find>[0]> = {}) =>
      (await ledger.turns.find({ agent: 'retail', after: null, limit: 10, ...query })).map(
        ({ turn_id }) => turn_id,
      );
    beforeEach(async () => {
      for (const [index, thread_id] of ['t2', 't3', 't4', 't5'].entries()) {
        await openThread(thread_id);
        // Two at the same moment: the id says which comes first.
        await accept(`u${index + 2}`, { thread_id, at: at(index === 3 ? 10 : 8 + index) });
      }
      const intent = { name: 'refund', confidence: 0.9, certified: false };
      const ended = { ...resultOf('u2', 'Done.'), thread_id: 't2' };
      await ledger.turns.finish('u2', ended, 'done', 'agent', AT);
      await ledger.turns.finish('u3', { ...ended, turn_id: 'u3', intent }, 'done', 'agent', AT);
      const handed = { ...ended, turn_id: 'u4', outcome: 'escalated', intent } as const;
      await ledger.turns.finish('u4', handed, 'waiting', 'agent', AT);
    });
    test.each([
      [{}, ['u2', 'u3', 'u4', 'u5']],
      [{ since: at(9) }, ['u3', 'u4', 'u5']],
      [{ until: at(10) }, ['u2', 'u3']],
      [{ intent: 'refund' }, ['u3', 'u4']],
      [{ intent: 'refund', outcome: 'escalated' }, ['u4']],
      [{ outcome: 'answered', since: at(9) }, ['u3']],
      [{ agent: 'airline' }, []],
    ] as const)('%o', async (query, expected) => {
      expect(await find(query)).toEqual(expected);
    });
    test('page by page, none twice and none left out', async () => {
      const pages: string[][] = [];
      for (let after: TurnRow | null = null; ; ) {
        const page: readonly TurnRow[] = await ledger.turns.find({ agent: 'retail', after, limit: 3 });
        pages.push(page.map(({ turn_id }) => turn_id));
        after = page.at(-1) ?? null;
        if (after === null) break;
      }
      expect(pages).toEqual([['u2', 'u3', 'u4'], ['u5'], []]);
    });
    test('as they are shown by their id', async () => {
      const [first] = await ledger.turns.find({ agent: 'retail', after: null, limit: 1 });
      expect(first).toEqual((await ledger.turns.get('u2'))?.turn);
    });
  });
}
