import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { AgentError } from '../../core/errors.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import { DEFAULT_TENANT } from '../../core/tenant.ts';

/** Opens the ledger in a data folder. Creates it if absent. */
export async function openLedger(dataDir: string): Promise<Ledger> {
  return await sqliteLedger({ file: ledgerFile(dataDir), tenant: DEFAULT_TENANT, instance: randomUUID() });
}

/** Opens a data folder's ledger for reading, also while a server runs. Rejects with `LEDGER_UNAVAILABLE` if there is none. */
export async function existingLedger(dataDir: string): Promise<Ledger> {
  if (!existsSync(ledgerFile(dataDir))) {
    throw new AgentError(
      'LEDGER_UNAVAILABLE',
      `there is no ledger \`${ledgerFile(dataDir)}\`; a first conversation makes one`,
    );
  }
  return await openLedger(dataDir);
}

/** An agent's turns with feedback; none if there is no ledger. */
export async function labelledTurns(dataDir: string, agent: string): Promise<readonly LabelledTurn[]> {
  if (!existsSync(ledgerFile(dataDir))) return [];
  const ledger = await openLedger(dataDir);
  return await ledger.outcomes.labelled(agent).finally(() => ledger.close());
}

function ledgerFile(dataDir: string): string {
  return join(dataDir, 'ledger.db');
}
