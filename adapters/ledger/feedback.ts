import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import { nextPlace, owned, ownerOf, type Store } from './store.ts';

/** Adds an opinion of a turn. */
export async function addFeedback(store: Store, row: FeedbackRow): Promise<void> {
  const owner = await ownerOf(store, row.turn_id);
  await store.db.transaction().execute(async (transaction) => {
    const { place } = await nextPlace(transaction, store.tenant, owner.thread_id);
    await transaction
      .insertInto('feedback')
      .values({ ...owned(owner), ...row, number: place })
      .execute();
  });
}

/** What people said about a turn, oldest first. */
export async function feedbackOn({ db, tenant }: Store, turnId: string): Promise<readonly FeedbackRow[]> {
  return await db
    .selectFrom('feedback')
    .select(['turn_id', 'score', 'comment', 'corrected_intent', 'at'])
    .where('tenant', '=', tenant)
    .where('turn_id', '=', turnId)
    .orderBy('number')
    .execute();
}
