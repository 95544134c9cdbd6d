import { describe, expect, test } from 'vitest';
import type { Draft, NodeState } from '../../core/state.ts';
import { runContext, threadState } from '../../test/thread-state.ts';
import { respond } from './respond.ts';

const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  citations: [],
  grounds: [],
  outcome: 'answered',
  by: 'model',
  ...more,
});
const moneyKeys = new Map([['fee', [{ currency: 'USD', unit: 'cents' } as const]]]);
const responded = (given: Draft | null, state: Partial<NodeState> = {}, recorded = false) =>
  respond({ recorded, moneyKeys })(threadState('hi', { draft: given, ...state }), runContext());

test('a grounded draft becomes the reply', async () => {
  const results = [{ name: 'get', result: { total: 5 } }];
  expect(await responded(draft('You paid $5.00.'), { results })).toMatchObject({
    reply: { text: 'You paid $5.00.' },
    outcome: 'answered',
    messages: [{ id: 't1.reply', type: 'ai' }],
  });
});

describe('a draft that states what stands nowhere', () => {
  test('is written once more by a model, and told why', async () => {
    expect(await responded(draft('You paid $6.00.'))).toEqual({
      draft: null,
      faults: ['the amount `$6.00` stands nowhere'],
      regenerations: 1,
    });
  });
  test('goes to a person the second time, or when no model wrote it', async () => {
    expect(await responded(draft('You paid $6.00.'), { regenerations: 1 })).toMatchObject({
      draft: null,
      escalation: { code: 'ungrounded_reply' },
    });
    expect(await responded(draft('You paid $6.00.', { by: 'flow' }))).toMatchObject({
      escalation: { code: 'ungrounded_reply' },
    });
  });
  test("goes out in a person's name: they answer for it", async () => {
    expect(await responded(draft('You get $6.00.', { by: 'person' }))).toMatchObject({
      reply: { text: 'You get $6.00.' },
    });
  });
  test('goes out where a recording is played, which cannot write it again', async () => {
    expect(await responded(draft('You paid $6.00.'), {}, true)).toMatchObject({
      reply: { text: 'You paid $6.00.' },
    });
  });
});

test('a citation of a passage that was not found is a fault', async () => {
  const cited = draft('Yes.', { citations: [{ passage_id: 'secret#x', source: '' }] });
  expect(await responded(cited)).toMatchObject({ faults: ['the citation `secret#x` stands nowhere'] });
  const passages = [{ passage_id: 'secret#x', source: 's', title: '', heading: '', text: '', score: 1 }];
  expect(await responded(cited, { passages })).toMatchObject({ reply: { text: 'Yes.' } });
});

test('a rule or a record is no page to cite', async () => {
  const context = [{ source: 'rules' as const, provenance: 'only-pending', text: '', tokens: 1, score: 1 }];
  const cited = draft('Yes.', { citations: [{ passage_id: 'only-pending', source: '' }] });
  expect(await responded(cited, { context })).toMatchObject({ draft: null });
});

test('what a model thought before is no ground', async () => {
  const messages = [{ id: 't0.a1.call', type: 'ai' as const, content: 'maybe $6.00' }];
  expect(await responded(draft('You paid $6.00.'), { messages })).toMatchObject({ draft: null });
});

test.each([null, draft(' \n')])('no text is a call for a person', async (given) => {
  expect(await responded(given)).toMatchObject({ escalation: { code: 'no_reply' } });
});

describe('an amount that is declared in cents', () => {
  const results = [{ name: 'get_fee', result: { fee: 1250, days: 3 } }];
  test.each([
    ['The fee is $12.50.', 'answered'],
    ['The fee is $1,250.00.', undefined],
    ['The fee is $0.125.', undefined],
    ['It takes 3 days and costs $12.50.', 'answered'],
  ])('%s: it may be stated in whole money only', async (text, outcome) => {
    const update = await responded(draft(text), { results });
    expect('outcome' in update ? update.outcome : undefined).toBe(outcome);
  });
});

describe('a reply of a model that is too long', () => {
  test.each(['a', '1', 'a1', '-', '#', '$1', 'A b '])(
    'of `%s` again and again is a fault at once',
    async (unit) => {
      const text = unit.repeat(64_000 / unit.length);
      const before = process.cpuUsage();
      expect(await responded(draft(text))).toEqual({
        draft: null,
        faults: ['the reply has 64000 characters, and at most 8000 go out'],
        regenerations: 1,
      });
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(200);
    },
  );

  test('goes to a person the second time', async () => {
    expect(await responded(draft('a'.repeat(8001)), { regenerations: 1 })).toMatchObject({
      draft: null,
      escalation: { code: 'ungrounded_reply' },
    });
    expect(await responded(draft('a'.repeat(8000)))).toMatchObject({ outcome: 'answered' });
  });
});
