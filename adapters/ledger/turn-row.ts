import type { Selectable } from 'kysely';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { TurnsTable } from './schema.ts';
import { parsed } from './store.ts';

/** A turn's row as the port shows it. */
export function turnRow({ tenant: _, result, ...row }: Selectable<TurnsTable>): TurnRow {
  return { ...row, result: result === null ? null : parsed<TurnResult>(result) };
}
