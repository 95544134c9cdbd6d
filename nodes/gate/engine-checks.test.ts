import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actionHash, type Proposal } from '../../core/action.ts';
import type { Message } from '../../core/message.ts';
import type { Tool } from '../../core/tool.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { engineDenial, reasonOf, saidByCustomer } from './engine-checks.ts';

const tools = new Map(
  [
    { name: 'pay', input: z.object({ amount: z.number() }) },
    { name: 'find', input: z.object({ email: z.string(), zip: z.string().optional() }) },
    { name: 'ship', input: z.object({ to: z.object({ zip: z.string() }) }) },
  ].map((tool) => [tool.name, tool as unknown as Tool]),
);
const human = (content: string, type: Message['type'] = 'human'): Message => ({ id: content, type, content });

function denial(
  name: string,
  args: JsonObject,
  {
    problem = null as string | null,
    messages = [] as Message[],
    customerId = null as string | null,
    identityArgument = null as string | null,
    heard = [] as string[],
  } = {},
) {
  const action = { name, arguments: args };
  const proposal: Proposal = {
    action_id: 'a',
    action,
    by: 'model',
    call_id: 'c',
    problem,
    origin: actionHash(action),
  };
  return engineDenial(proposal, {
    tools,
    actionSpace: ['pay', 'find', 'ship'],
    openers: () => [],
    identityTools: ['find'],
    identityArgument,
    customerId,
    messages,
    heard,
  });
}
const denied = (...call: Parameters<typeof denial>) => denial(...call)?.code ?? null;

test.each<[string, string, JsonObject, string | null]>([
  ['a call that fits', 'pay', { amount: 5 }, null],
  ['an unknown tool', 'refund', {}, 'unknown_tool'],
  ['a name of every object', 'constructor', {}, 'unknown_tool'],
  ['a missing argument', 'pay', {}, 'arguments_invalid'],
  ['an argument of another type', 'pay', { amount: '5' }, 'arguments_invalid'],
  ['an argument too many', 'pay', { amount: 5, confirmed: true }, 'arguments_invalid'],
])('%s: %s %j', (_what, name, args, code) => {
  expect(denied(name, args)).toBe(code);
});

test('a malformed call is denied whatever else it is', () => {
  expect(denied('refund', {}, { problem: 'not JSON' })).toBe('malformed_call');
});

test.each<[string, JsonObject, Parameters<typeof denial>[2], string, string]>([
  ['pay', {}, { problem: 'not JSON' }, 'engine-call-form', 'not JSON'],
  ['refund', {}, {}, 'engine-action-space', 'no tool `refund`'],
  ['ship', { to: { zip: 5 } }, {}, 'engine-arguments', '`ship` do not fit: to.zip: '],
  ['pay', { tip: 1 }, {}, 'engine-arguments', 'amount: the key is missing; tip: unknown key `tip`'],
  ['find', { email: 'mia@x.com' }, {}, 'engine-identity', 'ask them'],
  ['find', { email: 'mia@x.com' }, { customerId: 'mia' }, 'engine-identity', 'is known already'],
])('the denial of %s %j names its rule and what is wrong', (name, args, given, rule, words) => {
  expect(denial(name, args, given)).toMatchObject({ rule, detail: expect.stringContaining(words) });
});

test('a tool that is not up now is denied', () => {
  const action = { name: 'pay', arguments: { amount: 5 } };
  const proposal: Proposal = { action_id: 'a', action, by: 'model', call_id: 'c', problem: null, origin: '' };
  expect(
    engineDenial(proposal, {
      tools,
      actionSpace: [],
      openers: (tool) => (tool === 'pay' ? ['billing'] : []),
      identityTools: [],
      identityArgument: null,
      customerId: null,
      messages: [],
      heard: [],
    }),
  ).toMatchObject({
    rule: 'engine-action-space',
    code: 'outside_action_space',
    detail: expect.stringMatching(
      /`pay` is not available.*Open the intent first: open_intent\(\{"intent":"billing"\}\)/,
    ),
  });
});

describe('what a customer reads of a denial', () => {
  const wording = { notPossible: 'That is not possible.', otherCustomer: 'One customer at a time.' };
  test.each<[string, JsonObject, Parameters<typeof denial>[2], string]>([
    ['pay', {}, { problem: 'not JSON' }, wording.notPossible],
    ['refund', {}, {}, wording.notPossible],
    ['pay', { amount: { value: 5 } }, {}, wording.notPossible],
    ['find', { email: 'mia@x.com' }, {}, wording.notPossible],
    ['find', { email: 'mia@x.com' }, { customerId: 'mia' }, wording.otherCustomer],
  ])('of %s %j is declared wording, and none of the detail', (name, args, given, tell) => {
    const found = denial(name, args, given);
    expect(found && reasonOf(found, wording)).toMatchObject({
      decision: 'deny',
      tell,
      detail: found?.detail,
    });
  });
});

describe('identification', () => {
  const args = { email: 'mia@x.com' };
  test('rests on the words of the customer alone', () => {
    expect(denied('find', args, { messages: [human('I am mia@x.com')] })).toBeNull();
    for (const type of ['ai', 'tool'] as const)
      expect(denied('find', args, { messages: [human('I am mia@x.com', type)] })).toBe(
        'identity_not_from_customer',
      );
  });
  test('where the tool answers a record, the own record is read again and no other', () => {
    const known = { messages: [human('I am mia@x.com')], identityArgument: 'email' };
    expect(denied('find', args, { ...known, customerId: 'mia@x.com' })).toBeNull();
    expect(denied('find', { ...args, zip: '10115' }, { ...known, customerId: 'mia@x.com' })).toBeNull();
    expect(denied('find', args, { ...known, customerId: 'noah@x.com' })).toBe('already_identified');
  });
  test('rests on what a flow read from them too, in the form that its author declared', () => {
    const said = { messages: [human('mia at x')], heard: ['mia@x.com'] };
    expect(denied('find', args, said)).toBeNull();
    expect(denied('find', { email: 'noah@x.com' }, said)).toBe('identity_not_from_customer');
  });
  test('rests on them for every argument', () => {
    const messages = [human('I am mia@x.com'), human('my zip is 10115')];
    expect(denied('find', { ...args, zip: '10115' }, { messages })).toBeNull();
    expect(denied('find', { ...args, zip: '10117' }, { messages })).toBe('identity_not_from_customer');
  });
  test('an own id in another argument than the one that identifies is none', () => {
    const other = { email: 'noah@x.com', zip: 'mia' };
    expect(denied('find', other, { customerId: 'mia', identityArgument: 'email' })).toBe(
      'already_identified',
    );
  });
  test('happens once', () => {
    expect(denied('find', args, { messages: [human('I am mia@x.com')], customerId: 'mia' })).toBe(
      'already_identified',
    );
  });
});

test.each([
  ['mia@x.com', 'My e-mail: MIA@X.COM.', true],
  ['mia@x.com', '<mia@x.com>', true],
  ['mia+shop@x.com', 'mia+shop@x.com, thanks', true],
  ["O'Brien", 'I am O’Brien', true],
  ['12345', 'zip 12345', true],
  ['ia@x.com', 'mia@x.com', false],
  ['mia@x.co', 'mia@x.com', false],
  ['mia@x.com', 'noah.mia@x.com', false],
  ['12345', '123456', false],
  ['Mia Brooks', 'I am Mia,  Brooks.', true],
  [' 12345 ', '12345', true],
  ['', 'anything', false],
  ['', '', false],
  ['...', 'anything ...', false],
])('%j is said in %j: %s', (value, text, said) => {
  expect(saidByCustomer(value, [human(text)])).toBe(said);
});
