import { describe, expect, test } from 'vitest';
import { actionHash, type Proposal } from '../core/action.ts';
import type { RunContext } from '../core/node.ts';
import { NotDone, type Tool } from '../core/tool.ts';
import type { JsonObject } from '../core/values/json.ts';
import { SAYS } from '../test/says.ts';
import { showAction, tellChange } from './show-action.ts';

const run: RunContext = {
  tenant: 'shop',
  thread_id: 'th',
  now: new Date(0),
  note: () => {},
  signal: AbortSignal.timeout(100),
};
const raise = (args: JsonObject, from?: JsonObject): Proposal => {
  const action = { name: 'raise_limit', arguments: args };
  const reason = { origin: 'policy', rule: 'cap', decision: 'modify', code: 'cap', detail: 'w' } as const;
  return {
    action_id: 'a',
    action,
    by: 'flow',
    call_id: null,
    problem: null,
    origin: actionHash(action),
    ...(from
      ? { modified: { from, reasons: [{ ...reason, tell: 'I can raise it to $2,500.00 at most.' }] } }
      : {}),
  };
};
const tool = (preview?: Tool['preview']) =>
  ({ name: 'raise_limit', title: 'raise the limit', ...(preview ? { preview } : {}) }) as Tool;
const inDollars = tool(async ({ limit, card }) => {
  if (Number(limit) > 5000) throw new NotDone({ tell: 'Never.', detail: 'over all limits' });
  return { title: 'Raise the limit', lines: [`It is $${limit}.00 then.`, `The card is ${card}.`] };
});
const shown = (made: Tool | undefined, proposal: Proposal) =>
  showAction(made, proposal, { ...SAYS, notPossible: 'That cannot be done.' }, run);

describe('an action that rules changed is shown with what they say of it and what it was before', () => {
  const after = { limit: 2500, card: 'K1' };
  const told = 'I can raise it to $2,500.00 at most.';
  test.each([
    ['by its preview', inDollars, { limit: 4000, card: 'K1' }, ['Instead of: It is $4000.00 then.']],
    [
      'by its arguments where its tool refuses what it was',
      inDollars,
      { limit: 9000, card: 'K1' },
      ['Instead of: limit: 9000', 'Instead of: card: K1'],
    ],
  ])('%s', async (_how, made, from, before) => {
    expect(await shown(made, raise(after, from))).toEqual({
      title: 'Raise the limit',
      lines: ['It is $2500.00 then.', 'The card is K1.', told, ...before],
    });
  });

  test('by the arguments that differ where its tool has no preview', async () => {
    expect(await shown(tool(), raise(after, { limit: 9000, card: 'K1' }))).toMatchObject({
      lines: ['limit: 2500', 'card: K1', told, 'Instead of: limit: 9000'],
    });
  });

  test('and told so where it was done unasked', async () => {
    const text = `${told}\n- It is $2500.00 then.\n- Instead of: It is $4000.00 then.`;
    expect(await tellChange(inDollars, raise(after, { limit: 4000, card: 'K1' }), SAYS, run)).toEqual({
      text,
      citations: [],
      grounds: [text],
    });
    expect(await tellChange(inDollars, raise(after), SAYS, run)).toBeNull();
  });
});

describe('what does not fit is not shown for a yes', () => {
  const long = 'x'.repeat(301);
  test.each([
    ['a value', tool(), { note: long }, '`note` must have at most 300 characters'],
    [
      'a value within a list',
      tool(async ({ notes }) => ({ title: 'T', lines: notes as string[] })),
      { notes: ['a', long] },
      '`notes` must have at most 300 characters',
    ],
    [
      'a value in a preview',
      tool(async ({ note }) => ({ title: 'Write it', lines: [`It says "${note}".`] })),
      { note: long },
      '`note` must have at most 300 characters',
    ],
    [
      'a line of a preview',
      tool(async () => ({ title: 'T', lines: ['y'.repeat(601)] })),
      {},
      'a line of it would have more than 600 characters',
    ],
    [
      'spaces that hide what comes after them',
      tool(),
      { note: `ok${' '.repeat(2000)}and all my money` },
      '`note` must have at most 300 characters',
    ],
  ])('%s', async (_what, made, args, problem) => {
    expect(await shown(made, raise(args))).toEqual({
      tell: 'That cannot be done.',
      detail: `The customer cannot be shown all of \`raise_limit\` for a yes: ${problem}.`,
    });
  });

  test('what fits to the last character is shown whole', async () => {
    const note = 'x'.repeat(300);
    expect(await shown(tool(), raise({ note }))).toMatchObject({ lines: [`note: ${note}`] });
  });
});
