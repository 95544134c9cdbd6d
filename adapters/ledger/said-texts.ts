import type { SaidTexts } from './short-forms.ts';
import { REPLIES } from './sqlite/partial-indexes.ts';
import type { Store } from './store.ts';

/** Reads what agents and people said in turns, for rows that keep no text of their own. */
export async function saidTexts(
  { db, tenant }: Pick<Store, 'db' | 'tenant'>,
  turnIds: readonly string[],
): Promise<SaidTexts> {
  if (turnIds.length === 0) return () => '';
  const entries = await db
    .selectFrom('transcript')
    .select(['turn_id', 'text_hash', 'text'])
    .where('tenant', '=', tenant)
    .where('turn_id', 'in', turnIds)
    .where(REPLIES)
    .execute();
  const texts = new Map(entries.map(({ turn_id, text_hash, text }) => [`${turn_id} ${text_hash}`, text]));
  return (turnId, { said }) => texts.get(`${turnId} ${said}`) ?? '';
}
