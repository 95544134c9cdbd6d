import type { Ledger, TurnQuery, TurnRow } from '../../core/ports/ledger.ts';
import { oneLine } from '../../core/shown.ts';
import { table } from '../terminal/output.ts';

const PAGE = 500;
const SHOWN_CHARACTERS = 60;

/** Reads an agent's turns page by page, the oldest `limit` of those that are meant. */
export async function findTurns(
  { turns }: Pick<Ledger, 'turns'>,
  { limit, ...query }: TurnQuery & { readonly limit: number },
): Promise<readonly TurnRow[]> {
  const found: TurnRow[] = [];
  for (let size = PAGE; size === PAGE && found.length < limit; ) {
    const page = await turns.find({
      ...query,
      after: found.at(-1) ?? null,
      limit: Math.min(PAGE, limit - found.length),
    });
    size = page.length;
    found.push(...page);
  }
  return found;
}

/** Turns as a table, one a line. */
export function prettyTurns(turns: readonly TurnRow[]): string {
  const rows = turns.map(({ accepted_at, outcome, status, result, thread_id, turn_id, text }) => [
    accepted_at,
    outcome ?? status,
    result?.intent?.name ?? '',
    thread_id,
    turn_id,
    oneLine(text.slice(0, SHOWN_CHARACTERS)),
  ]);
  return table(['accepted', 'outcome', 'intent', 'thread', 'turn', 'message'], rows);
}
