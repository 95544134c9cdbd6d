import type { TurnLog, TurnRow } from '../../core/ports/ledger.ts';
import type { Store } from './store.ts';
import { turnRows } from './turn-row.ts';

/** Reads turns across threads along the index `turns_of_agent`: a page costs what it shows and what it passes over. */
export async function findTurns(
  store: Store,
  { agent, since, until, intent, outcome, after, limit }: Parameters<TurnLog['find']>[0],
): Promise<readonly TurnRow[]> {
  const rows = await store.db
    .selectFrom('turns')
    .selectAll()
    .where('tenant', '=', store.tenant)
    .where('agent', '=', agent)
    .$if(since !== undefined, (query) => query.where('accepted_at', '>=', since ?? ''))
    .$if(until !== undefined, (query) => query.where('accepted_at', '<', until ?? ''))
    .$if(intent !== undefined, (query) => query.where('intent', '=', intent ?? ''))
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? null))
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('accepted_at', 'turn_id'), '>', tuple(after?.accepted_at ?? '', after?.turn_id ?? '')),
      ),
    )
    .orderBy('accepted_at')
    .orderBy('turn_id')
    .limit(limit)
    .execute();
  return await turnRows(store, rows);
}
