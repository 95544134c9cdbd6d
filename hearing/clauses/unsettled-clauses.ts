import type { Clause } from './split-clauses.ts';

/**
 * The clauses that can add to a message. Once the whole is sure, a single request that joins nothing has none: its
 * greeting or report changes no wish.
 */
export function unsettledClauses(all: readonly Clause[], isSure: boolean): readonly Clause[] {
  const requests = all.filter(({ form }) => form === 'request');
  const isSingle = requests.length < 2 && all.every(({ joins, either }) => joins === null && !either);
  return isSure && isSingle ? [] : all;
}
