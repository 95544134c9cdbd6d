import { expect, test } from 'vitest';
import { AgentError } from './errors.ts';
import { type EscalationCode, errorRequest, escalationRequest, outcomeOfCall } from './escalation.ts';

test('a call for a person waits for no action unless it says so', () => {
  expect(escalationRequest('no_reply', 'the turn ended without a reply')).toEqual({
    code: 'no_reply',
    reason: 'the turn ended without a reply',
    proposal: null,
    verdict: null,
  });
});

test('a code that is in no catalogue does not compile', () => {
  // @ts-expect-error: no such code
  escalationRequest('no_such_code', '');
});

test('a step that failed calls under the code of its error', () => {
  expect(errorRequest(new AgentError('NODE_TIMEOUT', 'too slow'), 'assemble')).toMatchObject({
    code: 'node_timeout',
    reason: 'assemble failed: too slow',
  });
});

test.each([
  ['review', 'escalated'],
  ['steps_exhausted', 'exhausted'],
  ['turn_failed', 'failed'],
  ['node_timeout', 'escalated'],
  ['a_code_of_an_older_version', 'escalated'],
  ['constructor', 'escalated'],
])('a turn that calls by `%s` is %s', (code, outcome) => {
  expect(outcomeOfCall({ code: code as EscalationCode })).toBe(outcome);
});
