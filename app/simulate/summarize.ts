import type { ENDS } from '../../config/schemas/customer-schema.ts';
import type { SimulatedRow } from './play-customer.ts';
import type { UnreadableCustomer } from './read-customers.ts';

/** Numbers of customers by their ends. */
export type SimulationSummary = {
  readonly [end in (typeof ENDS)[number] | 'customers' | 'unreadable']: number;
};

/** Counts rows by their ends. */
export function summarize(rows: readonly (SimulatedRow | UnreadableCustomer)[]): SimulationSummary {
  const of = (end: string) => rows.filter((row) => 'ended' in row && row.ended === end).length;
  const [flawless, adequate, person, failed] = [of('flawless'), of('adequate'), of('person'), of('failed')];
  const unreadable = rows.filter((row) => 'error' in row).length;
  return { customers: rows.length, flawless, adequate, person, failed, unreadable };
}
