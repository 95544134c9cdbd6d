import { AgentError } from '../../core/errors.ts';
import type { Step } from '../../core/turn.ts';
import { deflatedJson, inflatedJson } from './deflated-json.ts';
import { keptQuery } from './kept-query.ts';
import type { StepsTable } from './schema.ts';
import { owned, ownerOf, type Store } from './store.ts';

/** Adds steps to a turn's row; one that it has is replaced. */
export async function addSteps(store: Store, turnId: string, steps: readonly Step[]): Promise<void> {
  const broken = steps.find(({ cost_nano }) => !Number.isSafeInteger(cost_nano));
  if (broken) {
    throw new AgentError(
      'INTERNAL',
      `step \`${broken.step_id}\` costs ${broken.cost_nano}, which is not a whole number of nano-dollars`,
    );
  }
  const owner = await ownerOf(store, turnId);
  const key = { tenant: store.tenant, turn_id: turnId };
  await store.deferSync((alone) =>
    alone.transaction().execute(async (transaction) => {
      const [known] = (await lockedRow(transaction, key)).rows;
      const all = byNumber([...(known ? keptSteps(known) : []), ...steps]);
      const kept = deflatedJson(all, turnId);
      await put(transaction, { ...owned(owner), ...key, steps: kept });
    }),
  );
}

type Key = Pick<StepsTable, 'tenant' | 'turn_id'>;

/** The row, with its lock until the transaction ends: a write comes first, see `nextSequence`. */
const lockedRow = keptQuery((db, { tenant, turn_id }: Key) =>
  db
    .updateTable('steps')
    .set({ turn_id })
    .where('tenant', '=', tenant)
    .where('turn_id', '=', turn_id)
    .returning(['turn_id', 'steps']),
);

const put = keptQuery((db, { tenant, agent, config_version, turn_id, steps }: StepsTable) =>
  db
    .insertInto('steps')
    .values({ tenant, agent, config_version, turn_id, steps })
    .onConflict((conflict) => conflict.columns(['tenant', 'turn_id']).doUpdateSet({ steps })),
);

/** Reads the steps of turns, each turn's by number. */
export async function stepsOf(
  { db, tenant }: Pick<Store, 'db' | 'tenant'>,
  turnIds: readonly string[],
): Promise<(turnId: string) => readonly Step[]> {
  if (turnIds.length === 0) return () => [];
  const rows = await db
    .selectFrom('steps')
    .select(['turn_id', 'steps'])
    .where('tenant', '=', tenant)
    .where('turn_id', 'in', turnIds)
    .execute();
  const steps = new Map(rows.map((row) => [row.turn_id, keptSteps(row)]));
  return (turnId) => steps.get(turnId) ?? [];
}

/** The steps that a row keeps, by number. */
export function keptSteps({ turn_id, steps }: Pick<StepsTable, 'turn_id' | 'steps'>): readonly Step[] {
  return byNumber(inflatedJson<readonly Step[]>(steps, turn_id));
}

/** Of steps with one id the last. */
function byNumber(steps: readonly Step[]): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.step_id, step]));
  return [...byId.values()].sort((a, b) => a.number - b.number || (a.step_id < b.step_id ? -1 : 1));
}
