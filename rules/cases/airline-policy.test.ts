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
import { facts as computed } from '../../tools/airline/facts/facts.ts';
import { toolset } from '../../tools/airline/index.ts';

const judge = agentPolicyContract({
  agent: 'airline',
  // Judging needs the tools' names and schemas only.
  tools: toolset({ records: {} as Records }).tools,
  computed,
  reads: {
    get_reservation_details: ['reservations', 'reservation_id'],
    get_user_details: ['users', 'user_id'],
    get_flight: ['flights', 'flight_number'],
  },
  openReads: [
    // Who the customer is; the engine takes an id from their own words only.
    'get_user_details',
    ...['get_flight', 'list_all_airports', 'search_direct_flight', 'search_onestop_flight'],
    ...['calculate', 'think', 'transfer_to_human_agents'],
  ],
});

const FILE = 'cases.sample.jsonl';
const benched = existsSync(join(publishedFolder('airline'), FILE));
describe.skipIf(!benched)('the published airline sample (skipped without the measuring material)', () => {
  test('every allowed action is allowed', async () => {
    const { db, rows } = readPublished<PublishedAction>('airline', FILE);
    const verdicts = await Promise.all(rows.map((row) => judge(db, row)));
    expect(verdicts).toHaveLength(10);
    expect(verdicts.flatMap(({ decision, rules }) => (decision === 'allow' ? [] : [rules]))).toEqual([]);
  });
});
