import type { Selectable } from 'kysely';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { TurnsTable } from './schema.ts';
import { longResult } from './short-forms.ts';

/** A turn's row as the port shows it. */
export function turnRow({ tenant: _, result, ...row }: Selectable<TurnsTable>): TurnRow {
  return { ...row, result: result === null ? null : longResult(row, result) };
}
