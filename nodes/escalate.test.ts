import { expect, test } from 'vitest';
import { actionHash, type Proposal } from '../core/action.ts';
import { newFrame } from '../core/flow-memory.ts';
import type { Goals } from '../core/goal.ts';
import type { StepNote } from '../core/node.ts';
import type { PersonDecision } from '../core/ports/escalation-log.ts';
import { unverified } from '../core/principal.ts';
import { SAYS } from '../test/says.ts';
import { goalOf, goalsOf, runContext, threadState } from '../test/thread-state.ts';
import { escalate } from './escalate.ts';

const action = { name: 'pay', arguments: { amount: 5 } };
const waiting: Proposal = {
  action_id: 't.a1',
  action,
  by: 'model',
  call_id: 'c1',
  problem: null,
  origin: actionHash(action),
  modified: { from: { amount: 900 }, reasons: [] },
};

function decided(
  decision: PersonDecision,
  proposal: Proposal | null = waiting,
  note: (note: StepNote<'escalate'>) => void = () => {},
  goals: Goals = goalsOf('bills', 'chat'),
) {
  const node = escalate({ askPerson: () => decision, lookedAt: SAYS.lookedAt });
  return node(
    threadState('x', {
      turn_id: 't',
      proposals: 1,
      escalation: { code: 'review', reason: 'r', proposal, verdict: null },
      confirmed: actionHash(action),
      goals,
      denials: 2,
    }),
    { ...runContext(), note },
  );
}

test('what the turn was made of is recorded before it is forgotten', async () => {
  const notes: StepNote<'escalate'>[] = [];
  const update = await decided({ decision: 'approve', by: unverified('ada') }, waiting, (note) =>
    notes.push(note),
  );
  expect(update.denials).toBe(0);
  expect(notes[0]?.detail).toMatchObject({ code: 'review', decision: 'approve', signals: { denials: 2 } });
});

test('approve: the same action is judged again, with proof of the approval', async () => {
  expect(await decided({ decision: 'approve', by: unverified('ada') })).toMatchObject({
    escalation: null,
    reading: 'resumed',
    proposal: waiting,
    verdict: null,
    goals: [
      { intent: 'bills', approved: null },
      { intent: 'chat', approved: actionHash(action) },
    ],
  });
});

test('approve: what a flow proposed is approved for its goal, what belongs to no goal for one without an intent', async () => {
  const approved = actionHash(action);
  const goals = [goalOf('bills', newFrame('bills', 'x')), ...goalsOf('chat')];
  const approve = { decision: 'approve', by: unverified('ada') } as const;
  expect((await decided(approve, { ...waiting, call_id: null }, () => {}, goals)).goals).toMatchObject([
    { intent: 'bills', approved },
    { intent: 'chat', approved: null },
  ]);
  expect((await decided(approve, waiting, () => {}, [])).goals).toMatchObject([
    { intent: 'unknown', approved },
  ]);
});

test("edit: another action, the person's own, without the customer's yes, for the same call", async () => {
  const update = await decided({ decision: 'edit', by: unverified('ada'), arguments: { amount: 4 } });
  const edited = { name: 'pay', arguments: { amount: 4 } };
  expect(update).toMatchObject({
    proposal: { action_id: 't.a2', action: edited, by: 'person', call_id: 'c1', origin: waiting.origin },
    proposals: 2,
    goals: [{ approved: null }, { approved: actionHash(edited) }],
  });
  expect(update).not.toHaveProperty('confirmed');
});

test('edit: what rules had changed in the action before is not what they change in the edit', async () => {
  const update = await decided({ decision: 'edit', by: unverified('ada'), arguments: { amount: 4 } });
  expect(update.proposal).not.toHaveProperty('modified');
});

test('reject: the driver hears that it was denied, and no consent is left', async () => {
  expect(await decided({ decision: 'reject', by: unverified('ada'), note: 'Not now.' })).toMatchObject({
    proposal: null,
    lastAction: { status: 'denied', reasons: [{ tell: 'Not now.', code: 'rejected_by_person' }] },
    confirmed: null,
    goals: [{ approved: null }, { approved: null }],
  });
});

test('answer: the words go out, and nothing under way goes on by itself', async () => {
  const goals = [{ ...goalOf('bills', newFrame('bills', 'x')), approved: 'h' }];
  expect(
    await decided({ decision: 'answer', by: unverified('ada'), text: 'Hi.' }, waiting, () => {}, goals),
  ).toMatchObject({
    proposal: null,
    goals: [{ intent: 'bills', flow: null, approved: null }],
    pending: null,
    draft: { text: 'Hi.', by: 'person', outcome: 'answered' },
  });
});

test.each<PersonDecision>([
  { decision: 'approve', by: unverified('ada') },
  { decision: 'edit', by: unverified('ada'), arguments: { amount: 1 } },
  { decision: 'reject', by: unverified('ada'), note: 'Sorry.' },
])('$decision where no action waits is an answer, and proposes nothing', async (decision) => {
  const update = await decided(decision, null);
  expect(update).toMatchObject({ proposal: null, draft: { by: 'person' } });
  expect(update.draft?.text).not.toBe('');
});
