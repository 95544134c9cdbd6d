import { describe, expect, test } from 'vitest';
import { AT, proposalOf, verdictOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

const LATER = '2031-01-01T00:00:00.000Z';

/** The part of the ledger's contract about reading all judged actions. */
export function recordedContract({ ledger, open, accept, judge }: LedgerWorld): void {
  describe('recorded actions', () => {
    const fill = async (...ids: readonly string[]) => {
      await accept('u1');
      for (const id of ids) await judge(proposalOf(id), verdictOf(proposalOf(id)));
    };
    const ids = async (query: Parameters<typeof ledger.recorded.page>[0]) =>
      (await ledger.recorded.page(query)).map(({ action_id }) => action_id);

    test('come in pages by id, each once', async () => {
      await fill('a3', 'a1', 'a2');
      expect(await ids({ after: null, limit: 2 })).toEqual(['a1', 'a2']);
      expect(await ids({ after: 'a2', limit: 2 })).toEqual(['a3']);
      expect(await ids({ after: 'a3', limit: 2 })).toEqual([]);
      expect(await ledger.recorded.count({})).toBe(3);
    });
    test('come with all that it takes to judge them again', async () => {
      await fill('a1');
      expect(await ledger.recorded.page({ after: null, limit: 1 })).toEqual([
        {
          agent: 'retail',
          thread_id: 't1',
          turn_id: 'u1',
          action_id: 'a1',
          intent: 'cancel',
          status: 'allowed',
          at: AT,
          verdict: verdictOf(proposalOf('a1')),
        },
      ]);
    });
    test('are those of the agent and the time asked for', async () => {
      await fill('a1');
      for (const [query, count] of [
        [{ agent: 'retail' }, 1],
        [{ agent: 'airline' }, 0],
        [{ since: AT }, 1],
        [{ since: LATER }, 0],
      ] as const) {
        expect(await ledger.recorded.count(query)).toBe(count);
        expect(await ids({ ...query, after: null, limit: 9 })).toHaveLength(count);
      }
    });
    test("are never another tenant's", async () => {
      await fill('a1');
      const other = await open('neighbour', 'two');
      expect(await other.recorded.count({})).toBe(0);
      expect(await other.recorded.page({ after: null, limit: 9 })).toEqual([]);
    });
  });
}
