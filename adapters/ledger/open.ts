import { AgentError } from '../../core/errors.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { perTenant } from '../../core/tenant.ts';
import { ledgerLogs } from './ledger-logs.ts';
import { isSqliteOutage, openSqlite } from './sqlite/sqlite.ts';
import { whyUnopened } from './sqlite/why-unopened.ts';

export interface SqliteLedgerOptions {
  /** A path, or `:memory:`. The file is created if absent. */
  readonly file: string;
  /** The default tenant. `of` opens the rows of another one. */
  readonly tenant: string;
  /** A name that no other process ever has. Claims of other instances count as abandoned. */
  readonly instance: string;
}

/**
 * Opens the ledger in a SQLite file. Rejects with `LEDGER_UNAVAILABLE` if it cannot.
 *
 * Processes may share a file. A process must open it only once: SQLite blocks the process while it waits for a lock,
 * which the same process may hold.
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
    const logs = ledgerLogs({ ...opened, tenant: name, instance });
    return {
      ...mapValues(logs, (log) => guarded(log, outage)),
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
  /** True if an outage is known before a try. */
  readonly known: () => boolean;
  readonly is: (error: unknown) => boolean;
}

/** The same log, with outages as `LEDGER_UNAVAILABLE`. */
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
  return mapValues(log, (method) => guard(method as Method) as typeof method);
}

/** The object with each of its values replaced by one of the same type. */
const mapValues = <T extends object>(values: T, change: <V extends T[keyof T]>(value: V) => V): T =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)])) as T;
