import type { Ledger } from '../../core/ports/ledger.ts';
import { actionLog } from './actions/actions.ts';
import { recordedActions } from './actions/recorded.ts';
import { escalationLog } from './escalations.ts';
import { eventLog } from './events.ts';
import { outcomeLog } from './outcomes.ts';
import { recoveryLog } from './recovery.ts';
import type { Store } from './store.ts';
import { threadLog } from './threads.ts';
import { turnLog } from './turns.ts';
import { versionLog } from './versions.ts';

/** The logs of a ledger over one store. The store's tenant owns all that they read and write. */
export function ledgerLogs(store: Store): Omit<Ledger, 'of' | 'close'> {
  return {
    threads: threadLog(store),
    turns: turnLog(store),
    actions: actionLog(store),
    escalations: escalationLog(store),
    events: eventLog(store),
    recovery: recoveryLog(store),
    recorded: recordedActions(store),
    outcomes: outcomeLog(store),
    versions: versionLog(store),
  };
}
