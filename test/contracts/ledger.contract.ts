import { describe } from 'vitest';
import { actionsContract } from './ledger/actions.ts';
import { escalationsContract } from './ledger/escalations.ts';
import { eventsContract } from './ledger/events.ts';
import { foundTurnsContract } from './ledger/found-turns.ts';
import { outcomesContract } from './ledger/outcomes.ts';
import { recordedContract } from './ledger/recorded.ts';
import { sharingContract } from './ledger/sharing.ts';
import { threadsContract } from './ledger/threads.ts';
import { turnsContract } from './ledger/turns.ts';
import { versionsContract } from './ledger/versions.ts';
import { windowsContract } from './ledger/windows.ts';
import { type LedgerHarness, ledgerWorld } from './ledger/world.ts';

/** The contract of a ledger. */
export function ledgerContract(name: string, harnessOf: () => Promise<LedgerHarness>): void {
  describe(`ledger contract: ${name}`, () => {
    const world = ledgerWorld(harnessOf);
    threadsContract(world);
    turnsContract(world);
    foundTurnsContract(world);
    actionsContract(world);
    windowsContract(world);
    escalationsContract(world);
    eventsContract(world);
    recordedContract(world);
    outcomesContract(world);
    versionsContract(world);
    sharingContract(world);
  });
}
