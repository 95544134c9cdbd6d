import { expect, test } from 'vitest';
import { unverified } from '../core/principal.ts';
import { readDecision } from './resume.ts';

test.each([
  [
    'a decision of a door',
    { decision: 'approve', by: { kind: 'operator', id: 'u42' } },
    { decision: 'approve', by: { kind: 'operator', id: 'u42' } },
  ],
  ['our own approval', { decision: 'approve', by: 'ada' }, { decision: 'approve', by: unverified('ada') }],
  [
    'our own edit',
    { decision: 'edit', by: 'ada', arguments: { a: [1, null] } },
    { decision: 'edit', by: unverified('ada'), arguments: { a: [1, null] } },
  ],
  [
    'our own rejection',
    { decision: 'reject', by: 'ada', note: 'no' },
    { decision: 'reject', by: unverified('ada'), note: 'no' },
  ],
  [
    'our own answer',
    { decision: 'answer', by: 'ada', text: 'hi' },
    { decision: 'answer', by: unverified('ada'), text: 'hi' },
  ],
  [
    'agent-inbox: accept',
    [{ type: 'accept', args: null }],
    { decision: 'approve', by: unverified('studio') },
  ],
  [
    'agent-inbox: edit',
    [{ type: 'edit', args: { action: 'x', args: { a: 1 } } }],
    { decision: 'edit', by: unverified('studio'), arguments: { a: 1 } },
  ],
  [
    'agent-inbox: response',
    [{ type: 'response', args: 'hi' }],
    { decision: 'answer', by: unverified('studio'), text: 'hi' },
  ],
  [
    'agent-inbox: ignore',
    [{ type: 'ignore', args: null }],
    { decision: 'reject', by: unverified('studio'), note: 'This was not approved.' },
  ],
  [
    'agent-chat-ui: approve',
    { decisions: [{ type: 'approve' }] },
    { decision: 'approve', by: unverified('studio') },
  ],
  [
    'agent-chat-ui: edit',
    { decisions: [{ type: 'edit', edited_action: { name: 'x', args: { a: 1 } } }] },
    { decision: 'edit', by: unverified('studio'), arguments: { a: 1 } },
  ],
  [
    'agent-chat-ui: reject',
    { decisions: [{ type: 'reject', message: 'not now' }] },
    { decision: 'reject', by: unverified('studio'), note: 'not now' },
  ],
  [
    'agent-chat-ui: reject without a word',
    { decisions: [{ type: 'reject', message: ' ' }] },
    { decision: 'reject', by: unverified('studio'), note: 'This was not approved.' },
  ],
])('reads %s', (_what, value, decision) => {
  expect(readDecision(value, 'This was not approved.')).toEqual(decision);
});

test.each([
  ['nothing', null],
  ['a bare yes', true],
  ['a text', 'approve'],
  ['an unknown decision', { decision: 'allow', by: 'ada' }],
  ['a decision by nobody', { decision: 'approve' }],
  ['an edit without arguments', { decision: 'edit', by: 'ada' }],
  ['an edit whose arguments are a list', { decision: 'edit', by: 'ada', arguments: [] }],
  ['an empty answer', { decision: 'answer', by: 'ada', text: ' \n' }],
  ['a rejection without a word', { decision: 'reject', by: 'ada', note: '' }],
  ['an inbox response that is no text', [{ type: 'response', args: { text: 'hi' } }]],
  ['an inbox response without one', [{ type: 'response' }]],
  ['an inbox edit without arguments', [{ type: 'edit', args: 'x' }]],
  ['two inbox decisions', [{ type: 'accept' }, { type: 'accept' }]],
  ['no inbox decision', []],
  ['a chat edit without the edited action', { decisions: [{ type: 'edit' }] }],
  ['two chat decisions', { decisions: [{ type: 'approve' }, { type: 'approve' }] }],
])('does not take %s for a decision', (_what, value) => {
  expect(readDecision(value, 'This was not approved.')).toBeNull();
});
