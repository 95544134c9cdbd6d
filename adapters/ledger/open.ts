import { AgentError } from '../../core/errors.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { perTenant } from '../../core/tenant.ts';
import { actionLog } from './actions/actions.ts';
import { recordedActions } from './actions/recorded.ts';
import { escalationLog } from './escalations.ts';
import { eventLog } from './events.ts';
import { outcomeLog } from './outcomes.ts';
import { recoveryLog } from './recovery.ts';
import { isSqliteOutage, openSqlite } from './sqlite/sqlite.ts';
import { whyUnopened } from './sqlite/why-unopened.ts';
import type { Store } from './store.ts';
import { threadLog } from './threads.ts';
import { turnLog } from './turns.ts';

export interface SqliteLedgerOptions {
  /** A path, made if it does not exist, or `:memory:`. */
  readonly file: string;
  /** Whose rows are read and written first; another tenant's do not exist until `of` asks for them. */
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
    const message = `cannot open the ledger \`${file}\`: ${whyUnopened(error)}`;
    throw new AgentError('LEDGER_UNAVAILABLE', message, { cause: error });
  });
  let closed = false;
  const outage: Outage = {
    known: opened.gone,
    is: (error) => closed || isSqliteOutage(error),
  };
  const of = perTenant((name): Ledger => {
    const store: Store = { ...opened, tenant: name, instance };
    return {
      threads: guarded(threadLog(store), outage),
      turns: guarded(turnLog(store), outage),
      actions: guarded(actionLog(store), outage),
      escalations: guarded(escalationLog(store), outage),
      events: guarded(eventLog(store), outage),
      recovery: guarded(recoveryLog(store), outage),
      recorded: guarded(recordedActions(store), outage),
      outcomes: guarded(outcomeLog(store), outage),
      of,
      async close() {
        closed = true;
        await opened.db.destroy();
      },
    };
  });
  return of(tenant);
}

type Method = (...args: never[]) => Promise<unknown>;

interface Outage {
  /** It is known before anything is tried. */
  readonly known: () => boolean;
  readonly is: (error: unknown) => boolean;
}

/** The same log, whose outages carry our code. */
function guarded<T extends object>(log: T, outage: Outage): T {
  const guard =
    (method: Method): Method =>
    async (...args) => {
      if (outage.known()) throw new AgentError('LEDGER_UNAVAILABLE', "the ledger's file is gone");
      try {
        return await method(...args);
      } catch (error) {
        if (error instanceof AgentError || !outage.is(error)) throw error;
        throw new AgentError('LEDGER_UNAVAILABLE', 'the ledger cannot be read or written', { cause: error });
      }
    };
  return Object.fromEntries(
    Object.entries(log).map(([name, method]) => [name, guard(method as Method)]),
  ) as T;
}
