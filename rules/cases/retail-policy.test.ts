import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Records } from '../../core/ports/records.ts';
import {
  agentPolicyContract,
  type PublishedAction,
  publishedFolder,
  readPublished,
} from '../../test/contracts/agent-policy.contract.ts';
import { facts as computed } from '../../tools/retail/facts.ts';
import { toolset } from '../../tools/retail/index.ts';

const judge = agentPolicyContract({
  agent: 'retail',
  // Judging needs the tools' names and schemas only.
  tools: toolset({ records: {} as Records }).tools,
  computed,
  reads: {
    get_order_details: ['orders', 'order_id'],
    get_user_details: ['users', 'user_id'],
    get_product_details: ['products', 'product_id'],
  },
  openReads: [
    ...['find_user_id_by_email', 'find_user_id_by_name_zip'],
    ...['get_product_details', 'list_all_product_types'],
    ...['calculate', 'think', 'transfer_to_human_agents'],
  ],
});

interface Row extends PublishedAction {
  readonly label: 'allowed' | 'blocked';
  readonly code: string | null;
  readonly basis: 'explicit' | 'implied' | null;
}

const FILE = 'cases.dev.jsonl';
const benched = existsSync(join(publishedFolder('retail'), FILE));
describe.skipIf(!benched)('the published retail cases (skipped without the measuring material)', () => {
  test('every allowed action is allowed, every forbidden one is not, with its code', {
    timeout: 60_000,
  }, async () => {
    const { db, rows } = readPublished<Row>('retail', FILE);
    const judged = [];
    for (const row of rows) {
      const { decision, codes } = await judge(db, row);
      const stopped = decision !== 'allow' && decision !== 'modify';
      const right = stopped === (row.label === 'blocked') && (row.code === null || codes.includes(row.code));
      judged.push({ id: row.id, basis: row.basis ?? row.label, code: row.code, decision, codes, right });
    }
    console.table(tableOf(judged));
    expect(judged.filter(({ basis, right }) => basis !== 'implied' && !right)).toEqual([]);
  });
});

interface Tally {
  readonly rows: number;
  readonly right: number;
}

/** Rows judged rightly, by what they are and the fault they have. */
function tableOf(
  judged: readonly { readonly basis: string; readonly code: string | null; readonly right: boolean }[],
) {
  const table: { [group: string]: Tally } = {};
  for (const { basis, code, right } of judged) {
    const { rows, right: sofar } = table[`${basis} ${code ?? ''}`] ?? { rows: 0, right: 0 };
    table[`${basis} ${code ?? ''}`] = { rows: rows + 1, right: sofar + Number(right) };
  }
  return table;
}
