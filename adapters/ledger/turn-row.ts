import type { Selectable } from 'kysely';
import type { TurnRow } from '../../core/ports/ledger.ts';
import { saidTexts } from './said-texts.ts';
import type { TurnsTable } from './schema.ts';
import { longResult } from './short-forms.ts';
import { stepsOf } from './steps.ts';
import type { Store } from './store.ts';

/** Turns' rows as the port shows them. */
export async function turnRows(
  store: Pick<Store, 'db' | 'tenant'>,
  rows: readonly Selectable<TurnsTable>[],
): Promise<readonly TurnRow[]> {
  const ended = rows.filter(({ result }) => result !== null).map(({ turn_id }) => turn_id);
  const records = { texts: await saidTexts(store, ended), steps: await stepsOf(store, ended) };
  return rows.map(({ tenant: _tenant, intent: _intent, result, ...row }) => ({
    ...row,
    result: result === null ? null : longResult(row, result, records),
  }));
}

/** A turn's row as the port shows it. */
export async function turnRow(
  store: Pick<Store, 'db' | 'tenant'>,
  row: Selectable<TurnsTable>,
): Promise<TurnRow> {
  const [turn] = await turnRows(store, [row]);
  return turn as TurnRow;
}
