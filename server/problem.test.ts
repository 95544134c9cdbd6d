import { describe, expect, test } from 'vitest';
import { AgentError } from '../core/errors.ts';
import { problemIn, testDoor } from '../test/server/door-double.ts';
import { problemOf } from './problem.ts';

describe('an answer', () => {
  test('is stored nowhere and guessed by no browser', async () => {
    const { headers } = await testDoor().get('/healthz');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('to an error of ours says nothing of its cause, which is in the log under the request id', async () => {
    const door = testDoor();
    const cause = new Error('password of the database');
    door.runtime.during = () => Promise.reject(cause);
    const id = await door.thread();
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hi' });
    expect(answer.status).toBe(500);
    const problem = await problemIn(answer, 'INTERNAL');
    expect(JSON.stringify(problem)).not.toContain('password');
    expect(door.log).toContainEqual(
      expect.objectContaining({
        event: 'request-failed',
        request_id: problem.request_id,
        code: 'INTERNAL',
        error: cause,
      }),
    );
  });

  test('to an upstream error keeps its code and not its words', async () => {
    const door = testDoor();
    door.runtime.during = () =>
      Promise.reject(new AgentError('MODEL_UNAVAILABLE', 'http://10.0.0.7 refused'));
    const answer = await door.post(`/v1/threads/${await door.thread()}/turns`, { text: 'hi' });
    expect(answer.status).toBe(503);
    expect((await problemIn(answer, 'MODEL_UNAVAILABLE')).detail).not.toContain('10.0.0.7');
  });

  test('leaves a line in the log that holds nothing the customer said', async () => {
    const door = testDoor();
    await door.post(`/v1/threads/${await door.thread()}/turns`, { text: 'my secret' });
    expect(door.log).toContainEqual(
      expect.objectContaining({
        event: 'request-end',
        method: 'POST',
        path: '/v1/threads/t1/turns',
        status: 200,
      }),
    );
    expect(JSON.stringify(door.log)).not.toContain('secret');
  });
});

test('what is wrong in a request is told with its place in the body', () => {
  const issues = [{ path: 'arguments.reason', message: 'expected string' }];
  const error = new AgentError('REQUEST_INVALID', 'it does not fit', { issues });
  expect(problemOf(error, { instance: '/x', request_id: 'r' })).toMatchObject({
    status: 422,
    errors: [{ in: 'body', path: 'arguments.reason', message: 'expected string' }],
  });
});
