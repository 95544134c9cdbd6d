import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AT, proposalOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { openLedger } from '../open/open-ledger.ts';
import { explainRecorded } from './policy-harness-explain.ts';

const root = fileURLToPath(new URL('../../test/fixtures/tiny', import.meta.url));

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'explain-'));
  const ledger = await openLedger(dataDir);
  const thread = { thread_id: 't1', config_version: 'c1' };
  await ledger.threads.open({ ...thread, agent: 'tiny', customer_id: 'ada', created_at: AT });
  await ledger.turns.accept({ ...thread, turn_id: 'u1', text: 'renew it', idempotency_key: null, at: AT });
  const action = { name: 'renew_loan', arguments: { loan_id: 'L1003' } };
  const proposal = { ...proposalOf('u1.a1'), action };
  const reason = {
    origin: 'policy',
    rule: 'reserved-books-come-back',
    decision: 'review',
    code: 'reserved',
    tell: 'A librarian decides.',
    detail: 'somebody waits for it',
  } as const;
  const loan = { exists: true, member_id: 'ada', renewals: 0, reserved: true };
  const verdict = {
    ...verdictOf(proposal, 'allow'),
    action,
    rules: [reason.rule],
    reasons: [reason],
    facts: { loan, member_id: 'ada', user_confirmed: true },
    policy_version: 'of another day',
  };
  await ledger.actions.judged({
    thread_id: 't1',
    turn_id: 'u1',
    intent: null,
    proposal,
    verdict,
    at: AT,
  });
  await ledger.close();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a recorded verdict is explained by the facts of its day, and by what a person gave', async () => {
  const explanation = await explainRecorded({ root, dataDir, actionId: 'u1.a1' });
  expect(explanation).toMatchObject({
    decision: 'allow',
    summary: 'It is carried out: what the rules ask for has been given.',
    current: false,
    heard: [
      {
        rule: 'reserved-books-come-back',
        because: ['loan.exists is yes', 'loan.reserved is yes', 'a person has approved exactly this'],
      },
    ],
  });
  expect(explanation.silent).toContainEqual(
    expect.objectContaining({
      rule: 'two-renewals-at-most',
      kept_by: ['only when loan.renewals is at least 2; it is 0'],
    }),
  );
});

test('an action that was never judged is said to be unknown', async () => {
  await expect(explainRecorded({ root, dataDir, actionId: 'u1.a2' })).rejects.toThrow(
    'the ledger holds no action `u1.a2`',
  );
});
