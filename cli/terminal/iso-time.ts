import { InvalidArgumentError } from 'commander';

/** The time in the ledger's form, whose text order is the order of time. */
export function isoTime(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('it must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z');
  return time.toISOString();
}
