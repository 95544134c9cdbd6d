import { afterEach, beforeEach } from 'vitest';
import { actionHash, type Proposal } from '../../../core/action.ts';
import type { Ledger } from '../../../core/ports/ledger.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { AT, proposalOf, resultOf } from '../../fixtures/ledger/rows.ts';

/** A store that ledgers can be opened on. */
export interface LedgerHarness {
  open(who: { readonly tenant: string; readonly instance: string }): Promise<Ledger>;
  /** True if a second ledger sees what the first wrote. */
  readonly shared: boolean;
  dispose(): Promise<void>;
}

/** The world of the contract's tests: a fresh ledger for each, with thread `t1`. */
export type LedgerWorld = ReturnType<typeof ledgerWorld>;

/** Prepares a fresh ledger before each test and closes it afterwards. */
export function ledgerWorld(harnessOf: () => Promise<LedgerHarness>) {
  let harness: LedgerHarness;
  let current: Ledger;
  const ledger: Ledger = {
    get threads() {
      return current.threads;
    },
    get turns() {
      return current.turns;
    },
    get actions() {
      return current.actions;
    },
    get escalations() {
      return current.escalations;
    },
    get events() {
      return current.events;
    },
    get recovery() {
      return current.recovery;
    },
    get recorded() {
      return current.recorded;
    },
    get outcomes() {
      return current.outcomes;
    },
    get versions() {
      return current.versions;
    },
    of: (tenant) => current.of(tenant),
    close: () => current.close(),
  };
  const opened: Ledger[] = [];
  const open = async (tenant: string, instance: string): Promise<Ledger> => {
    const another = await harness.open({ tenant, instance });
    opened.push(another);
    return another;
  };
  const openThread = (thread_id: string, customer_id: string | null = null) =>
    ledger.threads.open({ thread_id, agent: 'retail', config_version: 'c1', customer_id, created_at: AT });
  const accept = (turn_id: string, more: Partial<Parameters<Ledger['turns']['accept']>[0]> = {}) =>
    ledger.turns.accept({
      turn_id,
      thread_id: 't1',
      config_version: 'c2',
      text: `message of ${turn_id}`,
      idempotency_key: null,
      at: AT,
      ...more,
    });
  const done = (turn_id: string, text: string) =>
    ledger.turns.finish(turn_id, resultOf(turn_id, text), 'done', 'agent', AT);
  const judge = (proposal: Proposal, verdict: Verdict, turn_id = 'u1') =>
    ledger.actions.judged({ thread_id: 't1', turn_id, intent: 'cancel', proposal, verdict, at: AT });
  const claim = (
    action_id: string,
    more: Partial<Parameters<Ledger['actions']['claim']>[0]> = {},
    by = ledger,
  ) =>
    by.actions.claim({
      action_id,
      thread_id: 't1',
      hash: actionHash(proposalOf(action_id).action),
      policy_version: 'p1',
      at: AT,
      ...more,
    });
  const settle = (
    action_id: string,
    status: 'executed' | 'failed' | 'declined' | 'in_doubt',
    result: string | null = null,
  ) => ledger.actions.settle({ action_id, status, result, at: AT });
  const said = async (thread_id = 't1', limit = 100) =>
    (await ledger.threads.transcript(thread_id, limit)).map(({ role, text }) => `${role}: ${text}`);

  beforeEach(async () => {
    harness = await harnessOf();
    current = await open('shop', 'one');
    await openThread('t1');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    await harness.dispose();
  });
  return { ledger, shared: () => harness.shared, open, openThread, accept, done, judge, claim, settle, said };
}
