import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import { keptQuery } from './kept-query.ts';
import { nextSequence, owned, ownerOf, type Store } from './store.ts';

/** Saves an author's feedback about a turn; it replaces the earlier one. */
export async function addFeedback(store: Store, row: FeedbackRow): Promise<void> {
  const owner = await ownerOf(store, row.turn_id);
  await store.db.transaction().execute(async (transaction) => {
    const { sequence } = await nextSequence(transaction, store.tenant, owner.thread_id);
    await transaction
      .deleteFrom('feedback')
      .where('tenant', '=', store.tenant)
      .where('turn_id', '=', row.turn_id)
      .where('by', '=', row.by)
      .execute();
    await transaction
      .insertInto('feedback')
      .values({ ...owned(owner), ...row, number: sequence })
      .execute();
  });
}

/** The feedback about a turn, oldest first. */
export async function feedbackOn({ db, tenant }: Store, turnId: string): Promise<readonly FeedbackRow[]> {
  return (await opinions(db, { tenant, turn_id: turnId })).rows;
}

const opinions = keptQuery((db, given: { readonly tenant: string; readonly turn_id: string }) =>
  db
    .selectFrom('feedback')
    .select(['turn_id', 'by', 'score', 'comment', 'corrected_intent', 'at'])
    .where('tenant', '=', given.tenant)
    .where('turn_id', '=', given.turn_id)
    .orderBy('number'),
);
