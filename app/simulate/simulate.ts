import type { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import type { Environment } from '../env.ts';
import { openHarness } from '../open/open-harness.ts';
import { type OpenedOffline, openOffline } from '../open/open-offline.ts';
import { readWorld } from '../policies/read-world.ts';
import { playCustomer, type SimulatedRow } from './play-customer.ts';
import { readCustomer, readLines, type UnreadableCustomer } from './read-customers.ts';

export interface Simulate {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** The file of customers, one JSON object a line. */
  readonly customers: string;
  /** The file of records. Default: the demo records. */
  readonly db?: string | undefined;
  /** The folder of trained intents and ingested articles. */
  readonly dataDir: string;
  readonly environment: Environment;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Simulated customers talk to an agent, each over a fresh copy of the records: one row for each line, in order.
 *
 * Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`, `REQUEST_INVALID` (a file that cannot be read).
 */
export async function simulate({
  customers,
  db,
  onProgress = () => {},
  ...opening
}: Simulate): Promise<readonly (SimulatedRow | UnreadableCustomer)[]> {
  const world = db === undefined ? undefined : await readWorld(db);
  const lines = await readLines(customers);
  const opened = await openOffline({ ...opening, world });
  const rows: (SimulatedRow | UnreadableCustomer)[] = [];
  try {
    for (const line of lines) {
      const customer = readCustomer(line, opened.declaration);
      rows.push('error' in customer ? customer : await simulateOne(opened, customer));
      onProgress(rows.length, lines.length);
    }
  } finally {
    await opened.close();
  }
  return rows;
}

/** One customer over a fresh copy of the records. `now`: the time of their visit, instead of the agent's clock. */
export async function simulateOne(
  opened: OpenedOffline,
  customer: SimulatedCustomer,
  now?: string,
): Promise<SimulatedRow> {
  const harness = await openHarness(opened, now);
  return playCustomer(harness, customer, wishesOf(opened)).finally(() => harness.close());
}

/** Each intent in a customer's words: the end of "Do you want to …". */
export function wishesOf({
  declaration: { config },
}: Pick<OpenedOffline, 'declaration'>): ReadonlyMap<string, string> {
  return new Map(
    config.intents.options.flatMap(({ name, choice }) => (choice ? [[name, choice] as const] : [])),
  );
}
