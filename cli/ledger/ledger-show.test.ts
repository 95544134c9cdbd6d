import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLedger } from '../../app/open/open-ledger.ts';
import { unverified } from '../../core/principal.ts';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { formatOption } from '../terminal/options.ts';
import { ledgerCommand } from './ledger-show.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'show-'));
});
afterEach(() => rm(project, { recursive: true }));

async function show(...options: readonly string[]): Promise<string> {
  const written: string[] = [];
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  const program = new Command()
    .option('--project <folder>')
    .addOption(formatOption())
    .addCommand(ledgerCommand());
  try {
    await program.parseAsync(['ledger', 'show', ...options, '--project', project], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return written.join('');
}

async function recordConversation(): Promise<void> {
  const ledger = await openLedger(join(project, '.trestle'));
  const accept = (turn_id: string, text: string) =>
    ledger.turns.accept({
      turn_id,
      thread_id: 't1',
      config_version: 'c1',
      text,
      idempotency_key: null,
      at: AT,
    });
  await ledger.threads.open({
    thread_id: 't1',
    agent: 'retail',
    config_version: 'c1',
    customer_id: 'sara',
    created_at: AT,
  });
  await accept('u1', 'cancel \u001b[31m#W1\u0007\nplease');
  const proposal = proposalOf('a1');
  const reason = {
    origin: 'policy',
    rule: 'large',
    decision: 'review',
    code: 'over_500',
    tell: 'wait',
    detail: 'over 500 a person looks',
  } as const;
  await ledger.actions.judged({
    thread_id: 't1',
    turn_id: 'u1',
    intent: 'cancel',
    proposal,
    verdict: { ...verdictOf(proposal, 'review'), rules: ['large'], reasons: [reason] },
    at: AT,
  });
  await ledger.turns.steps('u1', [
    stepOf(1),
    stepOf(2, {
      node: 'act',
      ms: 410.26,
      model: 'gpt-x',
      input_tokens: 900,
      cached_tokens: 400,
      output_tokens: 20,
      cost_nano: 1_234_567,
      confidence: null,
      error: 'MODEL_UNAVAILABLE',
      detail: {},
    }),
  ]);
  await ledger.escalations.open({
    escalation_id: 'e1',
    thread_id: 't1',
    turn_id: 'u1',
    agent: 'retail',
    queue: 'leads',
    request: { code: 'review', reason: 'over 500', proposal, verdict: null },
    opened_at: AT,
  });
  await ledger.turns.finish(
    'u1',
    resultOf('u1', 'a colleague will look', 'escalated'),
    'waiting',
    'agent',
    AT,
  );
  await ledger.escalations.decide('e1', { decision: 'approve', by: unverified('olga'), note: 'fine' }, AT);
  await accept('u2', 'hello?');
  const modified = { from: { order_id: '#W3' }, reasons: [] };
  const second = { ...proposalOf('a2', { order_id: '#W2' }), modified };
  await ledger.actions.judged({
    thread_id: 't1',
    turn_id: 'u2',
    intent: 'cancel',
    proposal: second,
    verdict: verdictOf(second),
    at: AT,
  });
  await ledger.actions.settle({ action_id: 'a2', status: 'executed', result: null, at: AT });
  await ledger.turns.finish('u2', resultOf('u2', 'cancelled'), 'done', 'agent', AT);
  await ledger.recovery.feedback({
    by: 'customer',
    turn_id: 'u2',
    score: -1,
    comment: 'slow',
    corrected_intent: 'return',
    at: AT,
  });
  await ledger.close();
}

test('a thread is printed with its transcript, steps, actions, escalations and opinions', async () => {
  await recordConversation();
  expect(stripVTControlCharacters(await show('t1'))).toBe(
    `thread t1  retail  customer sara  opened 2026-11-01T10:00:00.000Z  config c1

customer  cancel \\x1b[31m#W1\\x07
          please
agent     a colleague will look
customer  hello?
agent     cancelled

turn 1  u1  escalated (waiting)  intent cancel 0.97 uncertified  confidence 0.90  31 ms  embedded  $0.001235
  #  step         ms   in  cached  out  cost       confidence  model  error              detail
  1  classify    9.1    0       0    0  $0         0.97                                  {"guesses":["cancel"]}
  2  act       410.3  900     400   20  $0.001235              gpt-x  MODEL_UNAVAILABLE
  action cancel_pending_order {"order_id":"#W1"}
    a1  proposed by flow  review by large  not executed (review)  policy p1
    large (over_500): over 500 a person looks
  escalation review to leads: over 500
    e1  decided  approve by olga: fine

turn 2  u2  answered  intent cancel 0.97 uncertified  confidence 0.90  31 ms  embedded  $0
  action cancel_pending_order {"order_id":"#W2"}
    proposed as {"order_id":"#W3"}
    a2  proposed by flow  allow  executed  policy p1
  feedback bad, intent should be return: slow
`,
  );
});

test('a turn is printed alone', async () => {
  await recordConversation();
  const printed = stripVTControlCharacters(await show('u2'));
  expect(printed).toContain('customer  hello?');
  expect(printed).toContain('turn 2');
  expect(printed).not.toMatch(/turn 1|W1/);
});

test('JSON has all of it, exactly', async () => {
  await recordConversation();
  const record = JSON.parse(await show('t1', '--format', 'json')) as unknown;
  expect(record).toMatchObject({
    thread: { thread_id: 't1', customer_id: 'sara' },
    transcript: [{ text: 'cancel \u001b[31m#W1\u0007\nplease' }, {}, {}, {}],
    turns: [
      {
        turn: { turn_id: 'u1', status: 'waiting' },
        steps: [{ node: 'classify', ms: 9.125 }, { cost_nano: 1_234_567 }],
        actions: [{ status: 'review', verdict: { facts: { order: { status: 'pending' } } } }],
        escalations: [{ decision: { by: { kind: 'unverified', id: 'olga' } } }],
      },
      { turn: { turn_id: 'u2' }, actions: [{ status: 'executed' }], feedback: [{ score: -1 }] },
    ],
  });
});

test('an unknown id, and a project without a ledger, are refused and leave nothing behind', async () => {
  await expect(show('t1')).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  await expect(show('t1')).rejects.toThrow('there is no ledger');
  await recordConversation();
  await expect(show('nobody')).rejects.toMatchObject({ code: 'THREAD_UNKNOWN' });
});

test('turns of an agent are listed by what became of them, and in full as JSON', async () => {
  await recordConversation();
  const listed = stripVTControlCharacters(await show('--agent', 'retail', '--intent', 'cancel'));
  expect(
    listed
      .split('\n')
      .slice(0, 2)
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ['accepted', 'outcome', 'intent', 'thread', 'turn', 'message'],
    [AT, 'escalated', 'cancel', 't1', 'u1', 'cancel [31m#W1 please'],
  ]);
  const found = async (...options: readonly string[]) => {
    const text = await show('--agent', 'retail', '--format', 'json', ...options);
    return (JSON.parse(text) as { turns: { turn_id: string }[] }).turns.map(({ turn_id }) => turn_id);
  };
  expect(await found()).toEqual(['u1', 'u2']);
  expect(await found('--limit', '1')).toEqual(['u1']);
  expect(await found('--outcome', 'answered')).toEqual(['u2']);
  expect(await found('--since', '2026-11-02')).toEqual([]);
  expect(await found('--until', '2026-11-02', '--intent', 'return')).toEqual([]);
});
