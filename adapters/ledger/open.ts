import { AgentError } from '../../core/errors.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { actionLog } from './actions.ts';
import { escalationLog } from './escalations.ts';
import { eventLog } from './events.ts';
import { outcomeLog } from './outcomes.ts';
import { recordedActions } from './recorded.ts';
import { recoveryLog } from './recovery.ts';
import { isSqliteOutage, openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { threadLog } from './threads.ts';
import { turnLog } from './turns.ts';

export interface SqliteLedgerOptions {
  /** A path, made if it does not exist, or `:memory:`. */
  readonly file: string;
  /** Whose rows are read and written; another tenant's do not exist. */
  readonly tenant: string;
  /** A name that no other process has, now or earlier: claims of other instances count as abandoned. */
  readonly instance: string;
}

/**
 * Opens the durable record in a SQLite file; rejects with `LEDGER_UNAVAILABLE` when it cannot.
 *
 * Processes may share a file. One process opens it once: SQLite waits for a lock without letting the
 * process's other work, which may hold it, go on.
 */
export async function sqliteLedger({ file, tenant, instance }: SqliteLedgerOptions): Promise<Ledger> {
  const opened = await openSqlite(file).catch((error: unknown) => {
    throw new AgentError('LEDGER_UNAVAILABLE', `cannot open the ledger \`${file}\``, { cause: error });
  });
  const store: Store = { ...opened, tenant, instance };
  let closed = false;
  const isOutage = (error: unknown): boolean => closed || isSqliteOutage(error);
  return {
    threads: guarded(threadLog(store), isOutage),
    turns: guarded(turnLog(store), isOutage),
    actions: guarded(actionLog(store), isOutage),
    escalations: guarded(escalationLog(store), isOutage),
    events: guarded(eventLog(store), isOutage),
    recovery: guarded(recoveryLog(store), isOutage),
    recorded: guarded(recordedActions(store), isOutage),
    outcomes: guarded(outcomeLog(store), isOutage),
    async close() {
      closed = true;
      await opened.db.destroy();
    },
  };
}

type Method = (...args: never[]) => Promise<unknown>;

/** The same log, whose outages carry our code. */
function guarded<T extends object>(log: T, isOutage: (error: unknown) => boolean): T {
  const guard =
    (method: Method): Method =>
    async (...args) => {
      try {
        return await method(...args);
      } catch (error) {
        if (error instanceof AgentError || !isOutage(error)) throw error;
        throw new AgentError('LEDGER_UNAVAILABLE', 'the ledger cannot be read or written', { cause: error });
      }
    };
  return Object.fromEntries(
    Object.entries(log).map(([name, method]) => [name, guard(method as Method)]),
  ) as T;
}
